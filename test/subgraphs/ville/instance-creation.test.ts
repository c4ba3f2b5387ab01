import { expect } from '@jest/globals';
import { ville } from '../../../subgraphs/ville/ville.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const droits = {
  'instance:mise-en-place': ['auteur'],
  'instance:conduite': ['destinataire'],
  'instance:reunions': ['groupe-travail'],
} as const;

const caller = (signataire: string): Caller => ({ signataire, droits });
const poitiers = '86194';
const chatellerault = '86066';
const grandPoitiers = '200069854';
/** Couronneries Saint-Éloi, on Poitiers and on Buxerolles. */
const couronneries = 'QN08605M';
/** On Châtellerault. */
const ozon = 'QN08601M';

interface Fait {
  readonly instance: Record<string, unknown> | null;
  readonly erreurs: readonly { readonly code: string; readonly champ: string }[];
}

async function setUp(
  subgraph: TestSubgraph,
  who: string,
  type: string,
  perimetre: string,
  more = '',
): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller(who),
    `mutation { fait: mettreEnPlaceInstance(${more}saisie: { type: ${type}, perimetre: "${perimetre}" }) { instance { id type statut version perimetre presidence { id } membres { id } historique { acte vers signataire { id } } } erreurs { code champ } } }`,
  );
  return data['fait'] as Fait;
}

onBothDatabases(
  ville,
  async () => {
    // It begins with its reference data.
  },
  (on) => {
    on('who presides sets it up, is its first member, and adds others', async (subgraph) => {
      const { instance, erreurs } = await setUp(
        subgraph,
        'ville-poitiers',
        'CLSPD_RESTREINT',
        poitiers,
      );
      expect(erreurs).toEqual([]);
      expect(instance).toMatchObject({
        type: 'CLSPD_RESTREINT',
        statut: 'EN_PLACE',
        version: 1,
        perimetre: 'Poitiers',
        presidence: { id: 'ville-poitiers' },
        membres: [{ id: 'ville-poitiers' }],
        historique: [
          { acte: 'mettreEnPlaceInstance', vers: 'EN_PLACE', signataire: { id: 'ville-poitiers' } },
        ],
      });
      const added = await dataOf(
        subgraph,
        caller('ville-poitiers'),
        `mutation { fait: ajouterMembreInstance(id: "${String(instance?.['id'])}", saisie: { signataire: "ekidom" }) { instance { membres { id } } erreurs { code } } }`,
      );
      expect(added['fait']).toEqual({
        instance: { membres: [{ id: 'ekidom' }, { id: 'ville-poitiers' }] },
        erreurs: [],
      });
      const second = await setUp(subgraph, 'ville-poitiers', 'CLSPD_RESTREINT', poitiers);
      expect(second).toEqual({
        instance: null,
        erreurs: [{ code: 'DEJA_EN_PLACE', champ: 'type' }],
      });
    });

    for (const [who, type, perimetre] of [
      ['ville-poitiers', 'CLSPD_PLENIER', poitiers],
      ['ville-poitiers', 'GROUPE_TRAVAIL', couronneries],
      ['ville-poitiers', 'CELLULE_VEILLE', poitiers],
      ['grand-poitiers', 'CISPD', grandPoitiers],
      ['grand-poitiers', 'GROUPE_TRAVAIL', couronneries],
      ['police-nationale-86', 'GPO', couronneries],
      ['prefecture-86', 'COMITE_PILOTAGE', 'CONVENTION'],
    ] as const) {
      on(`${who} may preside ${type} of ${perimetre}`, async (subgraph) => {
        expect((await setUp(subgraph, who, type, perimetre)).erreurs).toEqual([]);
      });
    }

    for (const [who, type, perimetre, code] of [
      ['ekidom', 'GROUPE_TRAVAIL', poitiers, 'PRESIDENCE_IMPOSSIBLE'],
      ['gendarmerie-86', 'GPO', poitiers, 'PRESIDENCE_IMPOSSIBLE'],
      ['grand-poitiers', 'CLSPD_PLENIER', grandPoitiers, 'PRESIDENCE_IMPOSSIBLE'],
      ['ville-poitiers', 'COMITE_SUIVI', 'CONVENTION', 'PRESIDENCE_IMPOSSIBLE'],
      ['ville-poitiers', 'CLSPD_PLENIER', chatellerault, 'PERIMETRE_HORS_TERRITOIRE'],
      ['ville-poitiers', 'CLSPD_PLENIER', couronneries, 'PERIMETRE_HORS_TERRITOIRE'],
      ['ville-poitiers', 'GROUPE_TRAVAIL', ozon, 'PERIMETRE_HORS_TERRITOIRE'],
      ['grand-poitiers', 'CELLULE_VEILLE', ozon, 'PERIMETRE_HORS_TERRITOIRE'],
      ['police-nationale-86', 'GPO', 'CONVENTION', 'PERIMETRE_HORS_TERRITOIRE'],
      ['prefecture-86', 'COMITE_SUIVI', poitiers, 'PERIMETRE_HORS_TERRITOIRE'],
      ['ville-poitiers', 'GROUPE_TRAVAIL', '75056', 'PERIMETRE_INCONNU'],
    ] as const) {
      on(`${who} does not preside ${type} of ${perimetre}: ${code}`, async (subgraph) => {
        const { instance, erreurs } = await setUp(subgraph, who, type, perimetre);
        expect([instance, erreurs.map((erreur) => erreur.code)]).toEqual([null, [code]]);
      });
    }

    on('the same key sets up once', async (subgraph) => {
      const key = 'cleIdempotence: "groupe-de-travail-1", ';
      const asked = [subgraph, 'ville-poitiers', 'GROUPE_TRAVAIL', poitiers, key] as const;
      const first = await setUp(...asked);
      expect(first.erreurs).toEqual([]);
      expect(await setUp(...asked)).toEqual(first);
    });
  },
);
