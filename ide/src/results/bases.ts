/** What numbers may be put in proportion to, in the word that says it. */
export type BaseName = 'habitants' | 'logements';

interface BaseQuestion {
  /** Reads one page of the list « liste ». */
  readonly query: string;
  /** The commune of an element, and what it adds to it. */
  readonly read: (element: Json) => readonly [commune: unknown, number: unknown];
}

type Json = Readonly<Record<string, unknown>>;

/** How each is asked of the gateway, under the caller's own rights. */
const baseQuestions: Readonly<Record<BaseName, BaseQuestion>> = {
  habitants: {
    query: `query Habitants($apres: String) {
  liste: communes(first: 100, after: $apres) {
    nodes { codeInsee populationMunicipale }
    pageInfo { hasNextPage endCursor }
  }
}`,
    read: ({ codeInsee, populationMunicipale }) => [codeInsee, populationMunicipale],
  },
  logements: {
    query: `query Logements($apres: String) {
  liste: residences(first: 100, after: $apres) {
    nodes { nbLogements commune { codeInsee } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    read: ({ commune, nbLogements }) => [
      (commune as Json | null | undefined)?.['codeInsee'],
      nbLogements,
    ],
  },
};

/** Reads a list to its end. @returns null where a page of it could not be read: a part is no base. */
export async function readBase(
  name: BaseName,
  ask: (query: string, variables: Json) => Promise<Json | null>,
): Promise<ReadonlyMap<string, number> | null> {
  const { query, read } = baseQuestions[name];
  const elements = await readList(query, ask);
  if (elements === null) return null;
  const found = new Map<string, number>();
  for (const element of elements) {
    const [commune, number] = read(element);
    if (typeof commune !== 'string' || typeof number !== 'number') continue;
    found.set(commune, (found.get(commune) ?? 0) + number);
  }
  return found;
}

/** All that the list « liste » of a question holds. @returns null where a page of it could not be read. */
export async function readList(
  query: string,
  ask: (query: string, variables: Json) => Promise<Json | null>,
): Promise<readonly Json[] | null> {
  const elements: Json[] = [];
  let apres: string | null = null;
  do {
    const list = (await ask(query, { apres }))?.['liste'] as ListPage | null | undefined;
    if (!list?.nodes) return null;
    elements.push(...list.nodes);
    apres = list.pageInfo?.hasNextPage === true ? (list.pageInfo.endCursor ?? null) : null;
  } while (apres !== null);
  return elements;
}

interface ListPage {
  readonly nodes?: readonly Json[];
  readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null };
}
