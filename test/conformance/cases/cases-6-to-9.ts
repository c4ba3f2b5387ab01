import { expect, test } from '@jest/globals';
import { post } from '../../harness/subgraph.js';
import type { Cases } from './cases.js';
import { dataClassesBehind } from './data-classes.js';

/** What an agenda, a reference, a transaction and a rappel may be of. */
export function cases6To9({ read, world }: Cases): void {
  test('case 6: the agenda of a GPO holds no person', async () => {
    // What a meeting is about, at any depth, is operational at most; of who sits there, only
    // organisations. (Behind an organisation lies its territory, and behind that everything.)
    const places = ['Commune', 'Quartier', 'Residence'];
    const behind = await dataClassesBehind('Instance', ['Signataire'], places);
    expect(behind.types).toEqual(
      expect.arrayContaining(['Reunion', 'Problematique', 'PassageEtat']),
    );
    expect(behind.classes).toEqual(['P1']);
    // The walk does find persons where there are some.
    expect((await dataClassesBehind('Incident')).classes).toEqual(['P1', 'P2', 'P3']);
    const agenda =
      '{ instances(filtre: { type: GPO }) { nodes { id type reunions { date objet } } } }';
    expect(await read('ekidom', '', agenda)).toEqual({
      instances: {
        nodes: [
          {
            id: 'gpo',
            type: 'GPO',
            reunions: [{ date: '2026-06-01', objet: 'PROBLEMATIQUES' }],
          },
        ],
      },
    });
  });

  test('case 7: a valid foreign id is null in _entities, as an unknown one is', async () => {
    const representations = (end: string) => [
      { __typename: 'Incident', id: `i-${end}` },
      { __typename: 'Plainte', id: `plainte-${end}` },
      { __typename: 'Entree', id: `e-${end}` },
    ];
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on Incident { id auteurPresume { identite } } ... on Plainte { id } ... on Entree { id } } }`;
    const direct = async (signataire: string, end: string) => {
      const token = await world().key.token('bailleurs', {
        signataire,
        territoire: { patrimoine: signataire },
        droits: {
          'incident:resume': ['patrimoine'],
          'incident:auteur': ['patrimoine'],
          'plainte:lecture': ['plaignant'],
          'entree:vigilance': ['patrimoine'],
        },
      });
      const url = world().subgraphs['bailleurs']?.url.replace('/graphql', '') ?? '';
      const { data, errors } = await post(
        url,
        token,
        { query, variables: { all: representations(end) } },
        await world().key.ticket('bailleurs', token, query),
      );
      expect(errors).toEqual([]);
      return data;
    };
    const nothing = { _entities: [null, null, null] };
    expect(await direct('ekidom', 'chatellerault')).toEqual(nothing);
    expect(await direct('ekidom', 'inconnu')).toEqual(nothing);
    expect(await direct('sem-hpc', 'chatellerault')).toMatchObject({
      _entities: [
        { auteurPresume: { identite: 'AUTEUR-chatellerault' } },
        { id: 'plainte-chatellerault' },
        { id: 'e-chatellerault' },
      ],
    });
    // Through the gateway: an own complaint that names a foreign procedure.
    await world().databases.bailleurs.query(
      `UPDATE plainte SET procedureId = 'procedure-hpc' WHERE id = 'plainte-ekidom'`,
    );
    const link =
      '{ plainte(id: "plainte-ekidom") { id procedure { etatPublic decision { typeDecision } } } }';
    expect(await read('ekidom', 'suivi-plaintes', link)).toEqual({
      plainte: { id: 'plainte-ekidom', procedure: null },
    });
  });

  test('case 8: what a landlord owns is never settled by a mayor’s transaction', async () => {
    const open = (proprietaire: string) => `mutation { fait: ouvrirTransaction(saisie: {
      commune: "86194", datePv: "2026-05-02", contravention: DEGRADATION_LEGERE, bien: LOGEMENT,
      proprietaire: ${proprietaire}, auteurMajeur: true
    }) { transaction { id } erreurs { code champ } } }`;
    const none = '{ transactionsMunicipales { totalCount } }';
    const purpose = 'transaction-municipale';
    for (const proprietaire of ['BAILLEUR', 'AUTRE']) {
      expect(await read('ville-poitiers', purpose, open(proprietaire))).toEqual({
        fait: {
          transaction: null,
          erreurs: [{ code: 'BIEN_NON_COMMUNAL', champ: 'proprietaire' }],
        },
      });
    }
    // Nobody else opens one at all, least of all whose damage it is.
    for (const stranger of ['ekidom', 'grand-poitiers', 'parquet-poitiers', 'prefecture-86']) {
      const { data, errors } = await world().ask(stranger, purpose, open('BAILLEUR'));
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    }
    expect(await read('ville-poitiers', purpose, none)).toEqual({
      transactionsMunicipales: { totalCount: 0 },
    });
  });

  test('case 9: a rappel à l’ordre on a délit is refused, whoever proposes it', async () => {
    const propose = (nature: string) => `mutation { fait: proposerRappelOrdre(saisie: {
      commune: "86194", dateFaits: "2026-05-02", motif: INCIVILITE, natureFaits: ${nature}, mineur: false
    }) { rappelOrdre { id statut } erreurs { code champ } } }`;
    const none = '{ rappelsOrdre { totalCount } }';
    for (const proposer of ['ville-poitiers', 'ekidom']) {
      for (const nature of ['DELIT', 'CRIME']) {
        expect(await read(proposer, 'rappel-ordre', propose(nature))).toEqual({
          fait: { rappelOrdre: null, erreurs: [{ code: 'CRIME_OU_DELIT', champ: 'natureFaits' }] },
        });
      }
      // Not without its purpose, and by nobody who has no part in it.
      expect((await world().ask(proposer, '', propose('NON_PENAL'))).data).toBeNull();
    }
    for (const stranger of ['grand-poitiers', 'prefecture-86', 'police-nationale-86']) {
      const { data, errors } = await world().ask(stranger, 'rappel-ordre', propose('NON_PENAL'));
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    }
    expect(await read('ville-poitiers', 'rappel-ordre', none)).toEqual({
      rappelsOrdre: { totalCount: 0 },
    });
    expect(await read('ekidom', 'rappel-ordre', propose('CONTRAVENTION'))).toMatchObject({
      fait: { rappelOrdre: { statut: 'PROPOSE' }, erreurs: [] },
    });
    expect(await read('ville-poitiers', 'rappel-ordre', none)).toEqual({
      rappelsOrdre: { totalCount: 1 },
    });
    expect(await read('sem-hpc', 'rappel-ordre', none)).toEqual({
      rappelsOrdre: { totalCount: 0 },
    });
  });
}
