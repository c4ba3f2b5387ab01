import { expect } from '@jest/globals';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const droits = {
  'action-prevention:lecture': null,
  'action-prevention:conduite': ['auteur'],
} as const;
const ekidom: Caller = { signataire: 'ekidom', droits };
const poitiers: Caller = { signataire: 'ville-poitiers', droits };

const today = civilDay(new Date());

async function act(subgraph: TestSubgraph, caller: Caller, call: string) {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { action { id statut residences { id }
      bilanChiffre { interventions heures personnes } } erreurs { code } } }`,
  );
  return data['fait'] as {
    action: Record<string, unknown> | null;
    erreurs: readonly { code: string }[];
  };
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

const announced = (changes: Readonly<Record<string, string>> = {}): string => {
  const saisie = {
    type: 'MEDIATION_SOCIALE',
    commune: '"86194"',
    residences: '["ekidom:86194-001"]',
    debut: `"${today}"`,
    fin: '"2099-01-01"',
    ...changes,
  };
  const fields = Object.entries(saisie).map(([name, value]) => `${name}: ${value}`);
  return `annoncerActionPrevention(saisie: { ${fields.join(', ')} })`;
};
const ended = (id: unknown, personnes: number): string =>
  `terminerActionPrevention(id: "${String(id)}", saisie: { interventions: 4, heures: 12, personnes: ${personnes} })`;

export function actionTests(
  on: (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void,
): void {
  on(
    'an action is announced, begun and ended by its carrier, with its figures',
    async (subgraph) => {
      for (const [personnes, shown] of [
        [5, 5],
        [4, null],
      ] as const) {
        const { action } = await act(subgraph, ekidom, announced());
        const id = action?.['id'];
        const begin = `commencerActionPrevention(id: "${String(id)}")`;
        expect(await codes(subgraph, poitiers, begin)).toEqual(['INTROUVABLE']);
        expect(await codes(subgraph, ekidom, begin)).toEqual([]);
        expect((await act(subgraph, ekidom, ended(id, personnes))).action).toEqual({
          id,
          statut: 'TERMINEE',
          residences: [{ id: 'ekidom:86194-001' }],
          bilanChiffre: { interventions: 4, heures: 12, personnes: shown },
        });
      }
      const read = '{ actionsPrevention { totalCount } }';
      expect(await dataOf(subgraph, poitiers, read)).toEqual({
        actionsPrevention: { totalCount: 2 },
      });
    },
  );

  on(
    'an action is of a place of the convention, with an end, and begins on its day',
    async (subgraph) => {
      const refused = (changes: Readonly<Record<string, string>>) =>
        codes(subgraph, ekidom, announced(changes));
      expect(await refused({ commune: '"75056"' })).toEqual(['HORS_TERRITOIRE']);
      expect(await refused({ residences: '["Jean Dupont"]' })).toEqual(['RESIDENCE_INCONNUE']);
      expect(await refused({ fin: '"2020-01-01"' })).toEqual(['DATES_INVERSEES']);
      const { action } = await act(subgraph, ekidom, announced({ debut: '"2098-01-01"' }));
      const begin = `commencerActionPrevention(id: "${String(action?.['id'])}")`;
      expect(await codes(subgraph, ekidom, begin)).toEqual(['ACTION_A_VENIR']);
    },
  );
}
