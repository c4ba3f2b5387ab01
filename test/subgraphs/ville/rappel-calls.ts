import { expect } from '@jest/globals';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, poitiers as commune } from './rappels.js';

const having = (caller: Caller, droits: NonNullable<Caller['droits']>): Caller => ({
  ...caller,
  droits: { ...caller.droits, ...droits },
});
export const conducting = {
  'rappel-ordre:proposition': ['commune'],
  'rappel-ordre:conduite': ['commune'],
} as const;
export const poitiers = having(callers.poitiers, conducting);
export const chatellerault = having(callers.chatellerault, conducting);
export const ekidom = having(callers.ekidom, { 'rappel-ordre:proposition': ['auteur'] });
export const sem: Caller = {
  ...ekidom,
  signataire: 'sem-hpc',
  territoire: { patrimoine: 'sem-hpc' },
};
export const parquet = having(callers.parquet, { 'rappel-ordre:avis': ['destinataire'] });

/** Conducts, and does not read whom it is about. */
export const blind = having(
  {
    ...callers.poitiers,
    droits: { 'rappel-ordre:statut': ['commune'], 'rappel-ordre:lecture': ['commune'] },
  },
  conducting,
);

export const read =
  'id statut mineur dateConvocation dateTenue presenceRepresentantLegal convocationRepresentants motifAbandon auteur { nom representantsLegaux { nom lien } }';

interface Fait {
  readonly rappelOrdre: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

export async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { rappelOrdre { ${read} } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

export const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

export async function must(subgraph: TestSubgraph, caller: Caller, call: string) {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return fait.rappelOrdre ?? {};
}

export const proposal = (more = '', nature = 'CONTRAVENTION', mineur = true) =>
  `proposerRappelOrdre(saisie: { commune: "${commune}", dateFaits: "2026-05-02", motif: NUISANCE_SONORE, natureFaits: ${nature}, mineur: ${String(mineur)} ${more} })`;
export const leo = (more = '') => `auteur: { nom: "NOM-leo", prenom: "Léo", ${more} }`;
export const parent = 'representantsLegaux: [{ nom: "PARENT-leo", prenom: "Anne", lien: MERE }]';
export const on = (act: string, id: unknown, saisie?: string) =>
  `${act}(id: "${String(id)}"${saisie ? `, saisie: { ${saisie} }` : ''})`;
export const registered = 'avis: "avis-1"';
export const verified = 'plainteDeposee: false, enqueteOuverte: false';

export async function advised(
  subgraph: TestSubgraph,
  opinion: string,
  ...proposed: Parameters<typeof proposal>
): Promise<string> {
  const { id } = await must(subgraph, poitiers, proposal(...proposed));
  await must(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified));
  await must(subgraph, parquet, on(opinion, id, registered));
  return String(id);
}
