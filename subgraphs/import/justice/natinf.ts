import { InfractionNatinf } from '../../justice/natinf/infraction-natinf.js';
import { optional, required, text, Unreadable, type ValuesOf } from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';
import { given } from '../given.js';

const numero = (text: string): string => {
  if (/^[1-9]\d{0,6}$/.test(text)) return text;
  throw new Unreadable('un numéro NATINF est attendu, en chiffres.');
};

const columns = {
  numero: required(numero, {
    header: 'Numéro NATINF',
    aliases: ['numero', 'natinf'],
    about: 'numéro de l’infraction.',
    example: '7905',
  }),
  nature: required(text(80), {
    header: "Nature de l'infraction",
    aliases: ['Nature de l’infraction', 'nature'],
    about: 'crime, délit, contravention et sa classe.',
    example: 'Contravention de classe 5',
  }),
  qualification: required(text(500), {
    header: "Qualification de l'infraction",
    aliases: ['Qualification de l’infraction', 'qualification'],
    about: 'la qualification.',
    example: 'Dégradation volontaire du bien d’autrui causant un dommage léger',
  }),
  definiePar: optional(text(4_000), {
    header: 'Définie par',
    about: 'textes qui la définissent.',
    example: 'ART.R.635-1 AL.1 C.PENAL.',
  }),
  reprimeePar: optional(text(4_000), {
    header: 'Réprimée par',
    about: 'textes qui la répriment.',
    example: 'ART.R.635-1 C.PENAL.',
  }),
};

type Values = ValuesOf<typeof columns>;

/** The ministry's « Liste des infractions en vigueur de la nomenclature NATINF ». */
export const natinf = fileImport({
  about: 'Liste officielle des infractions en vigueur (ministère de la Justice).',
  columns,
  others: 'passed-over',
  ofBailleur: false,
  begin: ({ writer }: Importing): Importer<Values> => ({
    keyOf: (values) => values.numero,
    take: (lines: readonly Line<Values>[]) =>
      writer.put(
        InfractionNatinf,
        lines.map(({ values }) => ({
          numero: values.numero,
          nature: values.nature,
          qualification: values.qualification,
          ...given('definiePar', values.definiePar),
          ...given('reprimeePar', values.reprimeePar),
        })),
      ),
    end: () => Promise.resolve([]),
  }),
});
