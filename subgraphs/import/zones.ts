import territoires from '../../schema/reference/territoires.json' with { type: 'json' };
import type { EntityClass } from '../kit/entity.js';
import { Commune as CommuneOfBailleurs } from '../bailleurs/territoire/commune.js';
import { Commune as CommuneOfJustice } from '../justice/territoire/commune.js';
import { Commune as CommuneOfVille } from '../ville/territoire/commune.js';
import { commune, meaning, required, type ValuesOf } from './column.js';
import { fileImport, type FileImport, type Importer, type Line } from './file-import.js';

const columns = {
  commune: required(commune, {
    header: 'commune',
    aliases: ['codeInsee', 'code_commune', 'code_insee', 'codgeo'],
    about: 'code INSEE de la commune.',
    example: '86041',
  }),
  zone: required(
    meaning({
      PN: 'PN',
      GN: 'GN',
      'POLICE NATIONALE': 'PN',
      'GENDARMERIE NATIONALE': 'GN',
    } as const),
    {
      header: 'zone',
      aliases: ['institution', 'force'],
      about: 'PN (police nationale) ou GN (gendarmerie nationale).',
      example: 'GN',
    },
  ),
};

type Values = ValuesOf<typeof columns>;
type Zone = Values['zone'];

const established: ReadonlyMap<string, Zone> = new Map(
  territoires.communes.flatMap(({ codeInsee, zoneCompetence }) =>
    zoneCompetence === null ? [] : [[codeInsee, zoneCompetence as Zone] as const],
  ),
);

/**
 * Which force has each commune, after the ministry's table. Each subgraph keeps its own communes for
 * its own rules, so each takes the file in.
 */
function zonesOf<Row extends { codeInsee: string }>(
  entity: EntityClass<Row>,
  columnOf: (zone: Zone) => Partial<Row>,
): FileImport {
  return fileImport({
    about: 'Compétence de la police ou de la gendarmerie, par commune (table du ministère).',
    columns,
    others: 'passed-over',
    ofBailleur: false,
    begin: ({ writer, faults }): Importer<Values> => {
      let elsewhere = 0;
      return {
        keyOf: ({ commune: codeInsee }) => codeInsee,
        take: async (lines: readonly Line<Values>[]) => {
          const known = await writer.there(
            entity,
            lines.map(({ values }) => values.commune),
          );
          const here = lines.filter(({ values }) => known.has(values.commune));
          elsewhere += lines.length - here.length;
          for (const { number, values } of here) {
            const official = established.get(values.commune);
            // The next start would bring the official one back.
            if (official === undefined || official === values.zone) continue;
            faults.add(
              number,
              columns.zone.header,
              'la référence du produit dit l’autre force : corrigez d’abord schema/reference/territoires.json.',
            );
          }
          await writer.put(
            entity,
            here.map(({ values }) => ({
              codeInsee: values.commune,
              ...columnOf(values.zone),
            })),
          );
        },
        end: () =>
          Promise.resolve(
            elsewhere === 0 ? [] : [`${elsewhere} communes hors du territoire, passées.`],
          ),
      };
    },
  });
}

const forces = { PN: 'police', GN: 'gendarmerie' } as const;

export const zonesOfVille = zonesOf(CommuneOfVille, (zoneCompetence) => ({ zoneCompetence }));
export const zonesOfBailleurs = zonesOf(CommuneOfBailleurs, (zone) => ({ zone: forces[zone] }));
export const zonesOfJustice = zonesOf(CommuneOfJustice, (zone) => ({ zone: forces[zone] }));
