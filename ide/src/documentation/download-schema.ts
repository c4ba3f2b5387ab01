import { printSchema, type GraphQLSchema } from 'graphql';
import { download } from '../results/download.js';
import type { Session } from '../session/session.js';
import { dayOf, dayText } from '../page/french-dates.js';

/** Gives the caller's own graph, for these purposes, as a file that code generators read. */
export function downloadSchema(
  schema: GraphQLSchema,
  { nom, signataireId }: Session,
  finalite: readonly string[],
): void {
  const day = dayText(dayOf(new Date()));
  const purpose = finalite.length === 0 ? 'sans finalité' : `finalité : ${finalite.join(', ')}`;
  const header = `# Ce que ${nom} peut demander, ${purpose}, le ${day}.\n`;
  download(
    `schema-${signataireId}.graphql`,
    `${header}\n${printSchema(schema)}\n`,
    'text/plain;charset=utf-8',
  );
}
