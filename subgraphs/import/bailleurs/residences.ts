import { Residence, TypeConstruction } from '../../bailleurs/residence/residence.js';
import {
  code,
  commune,
  decimal,
  optional,
  required,
  text,
  Unreadable,
  wholeNumber,
  yesOrNo,
  type ValuesOf,
} from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';

const quartier = (given: string): string => {
  if (/^Q[NP]\d{5}[A-Z]$/.test(given)) return given;
  throw new Unreadable('un code de quartier prioritaire est attendu, comme QN08605M.');
};

const columns = {
  code: required(text(40), {
    header: 'code',
    about: 'votre code de la résidence ; il ne change plus.',
    example: 'A12',
  }),
  nom: required(text(160), { header: 'nom', about: 'nom d’usage.', example: 'Les Tilleuls' }),
  communeCode: required(commune, {
    header: 'commune',
    about: 'code INSEE de la commune.',
    example: '86194',
  }),
  quartierCode: optional(quartier, {
    header: 'quartier',
    about: 'code du quartier prioritaire, s’il y en a un.',
    example: 'QN08605M',
  }),
  nbLogements: required(wholeNumber(0, 10_000), {
    header: 'nbLogements',
    about: 'nombre de logements.',
    example: '64',
  }),
  typeConstruction: required(code(TypeConstruction), {
    header: 'typeConstruction',
    about: 'COLLECTIF, INDIVIDUEL ou ETUDIANT.',
    example: 'COLLECTIF',
  }),
  anneeConstruction: optional(wholeNumber(1500, 2100), {
    header: 'anneeConstruction',
    about: 'année d’achèvement.',
    example: '1974',
  }),
  programmeRenovation: optional(text(200), {
    header: 'programmeRenovation',
    about: 'programme de rénovation, en peu de mots.',
    example: 'Réhabilitation prévue en 2027',
  }),
  gardiens: optional(decimal(0, 100), {
    header: 'gardiens',
    about: 'gardiens et surveillants, en équivalents temps plein.',
    example: '1,5',
  }),
  controleAcces: optional(yesOrNo, {
    header: 'controleAcces',
    about: 'les entrées ont un contrôle d’accès : oui ou non.',
    example: 'oui',
  }),
  eclairage: optional(yesOrNo, {
    header: 'eclairage',
    about: 'l’éclairage des parties communes est en état : oui ou non.',
    example: 'oui',
  }),
  videoprotection: optional(yesOrNo, {
    header: 'videoprotection',
    about: 'sous vidéoprotection : oui ou non.',
    example: 'non',
  }),
  autorisationAccesPermanent: optional(yesOrNo, {
    header: 'autorisationAccesPermanent',
    about: 'les forces peuvent entrer en permanence dans les parties communes : oui ou non.',
    example: 'oui',
  }),
  consignesAcces: optional(text(500), {
    header: 'consignesAcces',
    about: 'consignes d’accès pour une intervention.',
    example: 'Badge à la loge.',
  }),
};

type Values = ValuesOf<typeof columns>;

/** A landlord's résidences with what it says of their running. */
export const residences = fileImport({
  about: 'Résidences et leur exploitation.',
  columns,
  others: 'refused',
  ofBailleur: true,
  begin: ({ writer, bailleur }: Importing): Importer<Values> => ({
    keyOf: ({ code: own }) => own,
    take: (lines: readonly Line<Values>[]) =>
      writer.put(
        Residence,
        lines.map(({ values: { code: own, ...values } }) => ({
          ...defined(values),
          id: `${bailleur}:${own}`,
          bailleurId: bailleur,
        })),
      ),
    end: () => Promise.resolve([]),
  }),
});

function defined(values: Omit<Values, 'code'>): Partial<Residence> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
