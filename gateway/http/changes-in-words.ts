import { breakSentences } from '../../schema/compose/break-sentences.js';
import { schemaChanges } from '../../schema/compose/schema-changes.js';
import type { Convention } from '../../schema/convention/convention.js';
import type { DocumentRegistry } from '../../schema/documents/document-registry.js';
import { conventionStatements } from '../../schema/rights/convention-diff.js';
import { fileChanges } from '../../schema/rights/file-changes.js';
import { demandChanges, guardChanges } from '../../schema/rights/rule-changes.js';
import { demandStatements, guardStatements } from '../../schema/rights/rule-sentences.js';
import type { GatewayState } from './state.js';

/** A line of the log is read by people: who wants all of it has the commands that compare files. */
const most = 20;

/**
 * What a new version changes, a sentence each and in the words of `convention diff` and `schema diff`:
 * who reads what, what callers may ask, where partners are.
 * @param on ISO date.
 */
export function changesInWords(
  before: GatewayState,
  after: GatewayState,
  on: string,
): readonly string[] {
  const sentences = [
    ...conventionSentences(before.convention, after.convention, on),
    ...(before.supergraphVersion === after.supergraphVersion
      ? addressSentences(before.addresses, after.addresses)
      : supergraphSentences(before, after)),
    ...documentSentences(before.documents.registry, after.documents.registry),
  ];
  if (sentences.length === 0) return ['Rien ne change pour personne.'];
  const rest = sentences.length - most;
  return rest <= 0
    ? sentences
    : [
        ...sentences.slice(0, most),
        rest === 1 ? 'Et un autre changement.' : `Et ${rest} autres changements.`,
      ];
}

function conventionSentences(before: Convention, after: Convention, on: string): readonly string[] {
  const statements = conventionStatements(before, after, on);
  if (statements.length > 0) return statements.map(({ sentence }) => sentence);
  // By name only: an entry may name a person.
  const entries = [...new Set(fileChanges(before, after).map(({ path }) => path))];
  return entries.map((path) => `Dans la convention, « ${path} » change.`);
}

function supergraphSentences(before: GatewayState, after: GatewayState): readonly string[] {
  const [old, now] = [before.ruled, after.ruled];
  const statements = [
    ...demandStatements(demandChanges(old, now), after.convention),
    ...guardStatements(guardChanges(old, now)),
  ];
  const sentences = [
    ...addressSentences(before.addresses, after.addresses),
    ...statements.map(({ sentence }) => sentence),
    ...breakSentences(old.apiSchema, now.apiSchema),
  ];
  const count = schemaChanges(old.apiSchema, now.apiSchema).length;
  if (sentences.length > 0) return sentences;
  return [
    count === 0
      ? 'Le schéma change sans rien changer pour les appelants.'
      : `Le schéma change en ${count} ${count === 1 ? 'point' : 'points'} que « schema diff » détaille.`,
  ];
}

function addressSentences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) return [];
    if (is === undefined) return [`Le sous-graphe « ${name} » disparaît.`];
    const where = new URL(is).origin;
    return was === undefined
      ? [`Le sous-graphe « ${name} » apparaît, à ${where}.`]
      : [`Le sous-graphe « ${name} » change d'adresse : ${where}.`];
  });
}

function documentSentences(before: DocumentRegistry, after: DocumentRegistry): readonly string[] {
  const published = [...after].filter(([id, { clients }]) =>
    clients.some((client) => before.get(id)?.clients.includes(client) !== true),
  );
  const withdrawn = [...before].filter(([id, { clients }]) =>
    clients.some((client) => after.get(id)?.clients.includes(client) !== true),
  );
  const told = (count: number, what: string): readonly string[] =>
    count === 0 ? [] : [`Opérations ${what} : ${count}.`];
  return [...told(published.length, 'publiées'), ...told(withdrawn.length, 'retirées')];
}
