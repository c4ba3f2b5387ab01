import { expect, test } from '@jest/globals';
import type { Cases } from './cases.js';

/** Not among the thirteen. */
export function otherCases({ read, world }: Cases): void {
  test('W1: a draft is its bailleur’s own until it sends it, and nobody else can', async () => {
    const list = '{ signalements { totalCount nodes { id statut } } }';
    const none = { signalements: { totalCount: 0, nodes: [] } };
    const mutation =
      'mutation { transmettreSignalement(id: "signalement-ekidom") { signalement { id statut } erreurs { code } } }';
    expect(await read('grand-poitiers', '', list)).toEqual(none);
    for (const other of ['grand-poitiers', 'police-nationale-86', 'prefecture-86']) {
      const { data, errors } = await world().ask(other, '', mutation);
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    }
    expect(await read('sem-hpc', '', mutation)).toEqual({
      transmettreSignalement: { signalement: null, erreurs: [{ code: 'INTROUVABLE' }] },
    });
    // All or nothing: one field too many, and nothing is sent.
    const tooMuch = mutation.replace('statut', 'statut auteur { nom }');
    expect((await world().ask('ekidom', '', tooMuch)).data).toBeNull();
    expect(await read('grand-poitiers', '', list)).toEqual(none);
    expect(await read('ekidom', '', mutation)).toEqual({
      transmettreSignalement: {
        signalement: { id: 'signalement-ekidom', statut: 'TRANSMIS' },
        erreurs: [],
      },
    });
    expect(await read('grand-poitiers', '', list)).toEqual({
      signalements: { totalCount: 1, nodes: [{ id: 'signalement-ekidom', statut: 'TRANSMIS' }] },
    });
  });

  test('a residence in a commune outside the two EPCI is read, with nothing under its commune', async () => {
    await world().databases.bailleurs.query(
      `INSERT INTO residence (id, bailleurId, nom, communeCode, nbLogements, typeConstruction)
       VALUES ('r-tours', 'ekidom', 'Sanitas', '37261', 12, 'COLLECTIF')`,
    );
    const query = `{ residence(id: "r-tours") { nom commune { codeInsee nom epci { nom } } }
      residences(first: 100) { totalCount nodes { id nom commune { nom } bailleur { nom } } } }`;
    const seen = await read('ekidom', '', query);
    expect(seen).toMatchObject({ residence: { nom: 'Sanitas', commune: null } });
    const { nodes, totalCount } = seen?.['residences'] as {
      totalCount: number;
      nodes: { id: string; commune: { nom: string } | null }[];
    };
    expect(nodes).toHaveLength(totalCount);
    expect(nodes.filter(({ commune }) => commune === null).map(({ id }) => id)).toEqual([
      'r-tours',
    ]);
    expect(nodes.length).toBeGreaterThan(1);
    const placed = await read(
      'ekidom',
      '',
      '{ residences(first: 100, filtre: { commune: "37261" }) { nodes { id } } }',
    );
    expect(placed).toEqual({ residences: { nodes: [{ id: 'r-tours' }] } });
  });
}
