import type { Convention } from '../convention/convention.js';

/** An entry of the file that is not the same in two versions. null: it is not there. */
export interface FileChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Every difference between two conventions, past dates included, whatever it does to rights. Only the
 * title is left out. Grants have no name: a changed one is one taken away and one added.
 */
export function fileChanges(before: Convention, after: Convention): readonly FileChange[] {
  const old = entriesOf(before);
  const now = entriesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path): FileChange[] => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
    return was === is ? [] : [{ path, before: was, after: is }];
  });
}

export function printFileChanges(changes: readonly FileChange[]): string {
  return changes
    .map(({ path, before, after }) => `- ${path} : ${before ?? 'absent'} → ${after ?? 'absent'}\n`)
    .join('');
}

function entriesOf(convention: Convention): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const { reference, effet, echeance, acces } = convention;
  add(entries, 'convention', { reference, effet, echeance });
  for (const section of ['emetteurs', 'fondements', 'donnees', 'signataires'] as const) {
    for (const [id, entry] of convention[section]) add(entries, `${section} › ${id}`, entry);
  }
  for (const [id, meaning] of convention.finalites) add(entries, `finalites › ${id}`, meaning);
  for (const [subgraph, partition] of convention.partitions) {
    const { operateurs, perimetresPropres, parTerritoire, communs } = partition;
    const path = `partitions › ${subgraph}`;
    add(entries, `${path} › perimetresPropres`, perimetresPropres);
    add(entries, `${path} › parTerritoire`, parTerritoire ? 'oui' : null);
    add(entries, `${path} › communs`, communs);
    for (const [id, { quartiers }] of operateurs) {
      const stock = quartiers === null ? '' : ` (${[...quartiers].sort().join(', ')})`;
      add(entries, `${path} › operateurs › ${id}`, `opère sa part${stock}`);
    }
  }
  const times = new Map<string, number>();
  for (const grant of acces) {
    const text = grantText(grant);
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  for (const [text, count] of times) {
    entries.set(`acces › ${text}`, count === 1 ? 'présent' : `présent ${count} fois`);
  }
  return entries;
}

function add(entries: Map<string, string>, path: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    if (value.length > 0) entries.set(path, value.map(String).sort().join(', '));
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) add(entries, `${path} › ${key}`, inner);
  } else if (typeof value === 'string') {
    entries.set(path, value);
  } else {
    entries.set(path, JSON.stringify(value));
  }
}

function grantText(grant: Convention['acces'][number]): string {
  const { donnees, politiques, a, perimetre, finalites, fondement } = grant;
  const list = (values: readonly string[]): string => [...values].sort().join(', ');
  return [
    list([...donnees, ...politiques.map((policy) => `politique ${policy}`)]),
    `à ${list(a)}`,
    perimetre === null ? 'toutes les lignes' : `périmètre ${list(perimetre)}`,
    finalites === null ? 'sans finalité' : `pour ${list(finalites)}`,
    `fondement ${fondement}`,
  ].join(' ; ');
}
