import { ask } from '../graphql/ask.js';
import type { Answer } from '../graphql/answer.js';
import type { Session } from '../session/session.js';
import { naturesOf } from './owners.js';

/** A correspondent that a signatory named in the convention's directory. */
export interface Referent {
  readonly nom: string;
  readonly fonction: string;
  readonly perimetre: string | null;
  readonly telephonePro: string | null;
  readonly courrielPro: string | null;
  readonly signataire: { readonly nom: string; readonly nature: string } | null;
}

/** The directory is read for this purpose, and for no other. */
const finalite = ['annuaire-referents'];

const query = `query Referents($apres: String) {
  correspondants(filtre: { statut: EN_FONCTION }, first: 100, after: $apres) {
    nodes {
      nom fonction perimetre telephonePro courrielPro
      signataire { nom nature }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  readonly nodes: readonly Referent[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Whether somebody in the directory answers for the data of this owner. */
export function hasReferents(proprietaire: string | null): boolean {
  return proprietaire !== null && naturesOf(proprietaire).length > 0;
}

/** Whom to ask about data of this owner; an answer with errors when the directory cannot be read. */
export async function readReferents(
  session: Session,
  proprietaire: string,
): Promise<readonly Referent[] | Answer> {
  const natures = naturesOf(proprietaire);
  const found: Referent[] = [];
  for (let apres: string | null = null; ;) {
    const { body } = await ask(session, { query, variables: { apres }, finalite });
    const page = body.data?.['correspondants'] as Page | null | undefined;
    if (!page) return body;
    found.push(
      ...page.nodes.filter(({ signataire }) => natures.includes(signataire?.nature ?? '')),
    );
    apres = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || apres === null) return found;
  }
}
