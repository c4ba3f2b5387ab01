import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };
import { IndicateurDelinquance } from '../../ville/indicateur/indicateur-delinquance.js';
import {
  commune,
  meaning,
  optional,
  required,
  text,
  Unreadable,
  wholeNumber,
  type ValuesOf,
} from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';
import { given } from '../given.js';
import { stableId } from '../stable-id.js';

/** `NA`, as the base writes what is not published. */
const published =
  <T>(read: (given: string) => T) =>
  (given: string) =>
    given === 'NA' ? null : read(given);

const rate = (given: string): number => {
  const value = Number(given.replace(',', '.'));
  if (/^\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(given) && value <= 1_000_000) return value;
  throw new Unreadable('un nombre positif est attendu, ou NA.');
};

const editions = Array.from({ length: 25 }, (_, index) => `CODGEO_${2020 + index}`);

const columns = {
  commune: required(commune, {
    header: 'CODGEO_2025',
    aliases: ['CODGEO', ...editions.filter((edition) => edition !== 'CODGEO_2025')],
    about: 'code INSEE de la commune, sous l’année de l’édition (CODGEO_2024, CODGEO_2025…).',
    example: '86194',
  }),
  annee: required(wholeNumber(2000, 2100), {
    header: 'annee',
    about: 'année, en 4 chiffres.',
    example: '2024',
  }),
  indicateur: required(text(120), {
    header: 'indicateur',
    about: 'indicateur, dans les mots du SSMSI.',
    example: 'Destructions et dégradations volontaires',
  }),
  uniteDeCompte: optional(text(60), {
    header: 'unite_de_compte',
    about: 'victime, infraction, mis en cause ou véhicule.',
    example: 'Infraction',
  }),
  nombre: optional(published(wholeNumber(0, 10_000_000)), {
    header: 'nombre',
    about: 'nombre ; NA s’il n’est pas publié.',
    example: '1204',
  }),
  tauxPourMille: optional(published(rate), {
    header: 'taux_pour_mille',
    about: 'taux pour mille, avec une virgule ou un point ; NA s’il n’est pas publié.',
    example: '13,35',
  }),
  diffuse: required(meaning<boolean>({ DIFF: true, NDIFF: false }), {
    header: 'est_diffuse',
    about: 'diff : publié ; ndiff : couvert par le secret.',
    example: 'diff',
  }),
  complementNombre: optional(published(rate), {
    header: 'complement_info_nombre',
    about: 'nombre moyen des communes du département non publiées.',
    example: 'NA',
  }),
  complementTaux: optional(published(rate), {
    header: 'complement_info_taux',
    about: 'taux moyen des communes du département non publiées.',
    example: 'NA',
  }),
};

type Values = ValuesOf<typeof columns>;

const here: ReadonlySet<string> = new Set(territoires.communes.map(({ codeInsee }) => codeInsee));

/** The communal base of registered offences: all of France in a file, of which our communes are taken. */
export const indicateurs = fileImport({
  about: 'Base statistique communale de la délinquance enregistrée (SSMSI).',
  columns,
  others: 'passed-over',
  ofBailleur: false,
  begin: ({ writer, faults }: Importing): Importer<Values> => {
    let elsewhere = 0;
    return {
      concerns: ({ commune: codeInsee }) => {
        const concerned = here.has(codeInsee);
        if (!concerned) elsewhere += 1;
        return concerned;
      },
      keyOf: (values) => `${values.commune} ${values.annee} ${values.indicateur}`,
      take: async (lines: readonly Line<Values>[]) => {
        for (const { number, values } of lines) {
          if (values.diffuse === (typeof values.nombre === 'number')) continue;
          faults.add(
            number,
            columns.nombre.header,
            values.diffuse
              ? 'vide, alors que est_diffuse dit diff : reprenez la ligne de la base.'
              : 'un nombre que est_diffuse dit couvert par le secret : reprenez la ligne de la base.',
          );
        }
        await writer.put(
          IndicateurDelinquance,
          lines.map(({ values }) => ({
            id: stableId('indicateur', values.commune, String(values.annee), values.indicateur),
            communeCode: values.commune,
            annee: values.annee,
            indicateur: values.indicateur,
            diffuse: values.diffuse,
            ...given('uniteDeCompte', values.uniteDeCompte),
            ...given('nombre', values.nombre),
            ...given('tauxPourMille', values.tauxPourMille),
            ...given('complementNombre', values.complementNombre),
            ...given('complementTaux', values.complementTaux),
          })),
        );
      },
      end: () =>
        Promise.resolve(
          elsewhere === 0 ? [] : [`${elsewhere} lignes de communes hors du territoire, passées.`],
        ),
    };
  },
});
