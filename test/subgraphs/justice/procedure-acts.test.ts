import { expect } from '@jest/globals';
import { justice } from '../../../subgraphs/justice/justice.js';
import { OutgoingAct, type DeliveryState } from '../../../subgraphs/kit/delivery/outgoing-act.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const parquet: Caller = {
  signataire: 'parquet-poitiers',
  territoire: { departement: '86' },
  droits: {
    'justice:procedure': ['departement'],
    'justice:decision': ['departement'],
    'justice:conduite': ['departement'],
  },
};
const ekidom: Caller = {
  signataire: 'ekidom',
  droits: { 'justice:procedure': ['plaignant'], 'justice:decision': ['destinataire'] },
};
const poitiers: Caller = {
  signataire: 'ville-poitiers',
  territoire: { commune: '86194' },
  droits: { 'justice:procedure': ['commune'], 'justice:decision': ['destinataire'] },
};

interface Fait {
  readonly procedure: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

async function act(subgraph: TestSubgraph, call: string): Promise<Fait> {
  const query = `mutation { fait: ${call} { procedure { id statut etatPublic livraison { etat } } erreurs { code champ } } }`;
  return (await dataOf(subgraph, parquet, query))['fait'] as Fait;
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, call: string) {
  const fait = await act(subgraph, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return fait.procedure ?? {};
}

const opening = (more: string, commune = '86194') =>
  `ouvrirProcedure(saisie: { commune: "${commune}", moisFaits: "2026-05", infractions: [DEGRADATION], informationMaire: true, ${more} })`;
const ofEkidom = 'plainte: "plainte-1", plaignant: "ekidom", serviceSaisi: "police-nationale-86"';
const on = (name: string, id: unknown, saisie?: string) =>
  `${name}(id: "${String(id)}"${saisie ? `, saisie: { ${saisie} }` : ''})`;
const told = (id: unknown, destinataire: string, other = false) =>
  on(
    other ? 'notifierAutreAvisProcedure' : 'notifierAvisProcedure',
    id,
    `destinataire: "${destinataire}"`,
  );
const prosecuted = 'type: POURSUITE_COPJ, date: "2026-06-01"';

const seen = async (subgraph: TestSubgraph, caller: Caller, id: unknown) => {
  const query = `{ procedure(id: "${String(id)}") { etatPublic decision { typeDecision } }
    decided: procedures(filtre: { etatPublic: DECISION_NOTIFIEE }) { totalCount }
    open: procedures(filtre: { etatPublic: EN_COURS }) { totalCount } }`;
  return dataOf(subgraph, caller, query);
};

onBothDatabases(
  justice,
  () => Promise.resolve(),
  (test) => {
    test('tells a decision to nobody before his notice, and to him alone', async (subgraph) => {
      const { id } = await must(subgraph, opening(ofEkidom));
      const hidden = { procedure: null, decided: { totalCount: 0 }, open: { totalCount: 0 } };
      const outgoing = subgraph.running.dataSource?.getRepository(OutgoingAct);
      const delivered = (etat: DeliveryState, refus: string | null = null) =>
        outgoing?.update({ source: String(id) }, { etat, refus });
      const shown = {
        procedure: {
          etatPublic: 'DECISION_NOTIFIEE',
          decision: { typeDecision: 'POURSUITE_COPJ' },
        },
        decided: { totalCount: 1 },
        open: { totalCount: 0 },
      };
      expect(await seen(subgraph, ekidom, id)).toEqual(hidden);
      await must(subgraph, on('inscrireDecisionProcedure', id, prosecuted));
      // Decided, and nobody was told: as before, to the byte.
      expect(await seen(subgraph, ekidom, id)).toEqual(hidden);
      await must(subgraph, told(id, 'ville-poitiers'));
      expect(await seen(subgraph, poitiers, id)).toEqual(shown);
      expect(await seen(subgraph, ekidom, id)).toEqual(hidden);
      expect(await must(subgraph, told(id, 'ekidom', true))).toMatchObject({
        statut: 'AVIS_NOTIFIE',
        livraison: { etat: 'EN_ATTENTE' },
      });
      // Given, and not taken by its complaint yet; refused there: it is another's.
      expect(await seen(subgraph, ekidom, id)).toEqual(hidden);
      await delivered('REFUSEE', 'PLAIGNANT_DIFFERENT');
      expect(await seen(subgraph, ekidom, id)).toEqual(hidden);
      await delivered('FAITE');
      expect(await seen(subgraph, ekidom, id)).toEqual(shown);
      expect(await codes(subgraph, told(id, 'ekidom', true))).toEqual(['AVIS_DEJA_NOTIFIE']);
      // The register's own steps are the parquet's.
      const { data } = await subgraph.ask(
        ekidom,
        '{ procedures { nodes { statut version plainteId livraison { etat } actesPossibles { nom } historique { acte } } } }',
      );
      expect(data).toEqual({
        procedures: {
          nodes: [
            {
              statut: null,
              version: null,
              plainteId: null,
              livraison: null,
              actesPossibles: null,
              historique: null,
            },
          ],
        },
      });
    });

    test('sends to the complaint of its complainant what he was told', async (subgraph) => {
      const outgoing = subgraph.running.dataSource?.getRepository(OutgoingAct);
      const sent = async (source: unknown) =>
        (await outgoing?.find({ where: { source: String(source) }, order: { rang: 'ASC' } }))?.map(
          ({ acte, cible, saisie }) => [acte, cible, saisie],
        );
      const { id } = await must(subgraph, opening(ofEkidom.replace('plainte-1', 'plainte-2')));
      await must(subgraph, on('inscrireDecisionProcedure', id, prosecuted));
      await must(subgraph, told(id, 'ekidom'));
      await must(subgraph, on('inscrireAppelProcedure', id));
      await must(subgraph, on('inscrireJugementProcedure', id));
      expect(await sent(id)).toEqual([
        ['recevoirAvisPlainte', 'plainte-2', { procedure: id, plaignant: 'ekidom' }],
        ['recevoirAppelPlainte', 'plainte-2', { procedure: id }],
        ['recevoirJugementPlainte', 'plainte-2', { procedure: id }],
      ]);
      // Who was not told learns nothing of what follows either.
      const quiet = (await must(subgraph, opening(ofEkidom.replace('plainte-1', 'plainte-3'))))[
        'id'
      ];
      await must(subgraph, on('inscrireDecisionProcedure', quiet, prosecuted));
      await must(subgraph, told(quiet, 'police-nationale-86'));
      await must(subgraph, on('inscrireJugementProcedure', quiet));
      expect(await sent(quiet)).toEqual([]);
      expect((await seen(subgraph, ekidom, quiet))['procedure']).toBeNull();
    });

    test('refuses what is no decision, no recipient and no place', async (subgraph) => {
      for (const [call, code] of [
        [opening(ofEkidom, '75056'), 'HORS_TERRITOIRE'],
        [opening('plaignant: "ville-poitiers"'), 'PLAIGNANT_INCONNU'],
        [opening('plainte: "plainte-1"'), 'PLAIGNANT_INCONNU'],
        [opening('serviceSaisi: "ekidom"'), 'SERVICE_INCONNU'],
      ] as const) {
        expect([call, await codes(subgraph, call)]).toEqual([call, [code]]);
      }
      const { id } = await must(subgraph, opening(ofEkidom));
      const decide = (saisie: string) => on('inscrireDecisionProcedure', id, saisie);
      for (const [saisie, code] of [
        ['type: CLASSEMENT, date: "2026-06-01"', 'MOTIF_DU_CLASSEMENT'],
        ['type: ALT_REPAR, motif: M_71, date: "2026-06-01"', 'MOTIF_DU_CLASSEMENT'],
        ['type: POURSUITE_CI, date: "2099-06-01"', 'DATE_A_VENIR'],
      ] as const) {
        expect([saisie, await codes(subgraph, decide(saisie))]).toEqual([saisie, [code]]);
      }
      await must(subgraph, decide('type: CLASSEMENT, motif: M_71, date: "2026-06-01"'));
      for (const stranger of [
        'sem-hpc',
        'ville-chatellerault',
        'grand-poitiers',
        'gendarmerie-86',
      ]) {
        expect([stranger, await codes(subgraph, told(id, stranger))]).toEqual([
          stranger,
          ['DESTINATAIRE_SANS_TITRE'],
        ]);
      }
      await must(subgraph, told(id, 'ekidom'));
      expect(await codes(subgraph, on('inscrireAppelProcedure', id))).toEqual(['SANS_POURSUITES']);
    });
  },
);
