import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { emptyFields } from '../../ide/src/rights/empty-fields.js';

const schema = buildSchema(`
  type Query { incidents: Connexion incident: Incident }
  type Connexion { nodes: [Incident!]! }
  type Incident { id: ID! cout: Int residence: Residence }
  type Residence { nom: String }
`);

const asked = (query: string, data: Record<string, unknown> | null, champsRefuses: string[] = []) =>
  emptyFields({ query, operationName: null, data, champsRefuses }, schema);

describe('the fields one may ask « Pourquoi ? » about', () => {
  it('are the null ones, each once, wherever lists and aliases put them', () => {
    const data = {
      a: {
        nodes: [
          { prix: 1, residence: { nom: null } },
          { prix: null, residence: null },
        ],
      },
    };
    expect(asked('{ a: incidents { nodes { prix: cout residence { nom } } } }', data)).toEqual([
      {
        coordonnee: 'Residence.nom',
        libelle: null,
        chemin: 'a.nodes.residence.nom',
        refuse: false,
      },
      { coordonnee: 'Incident.cout', libelle: null, chemin: 'a.nodes.prix', refuse: false },
      {
        coordonnee: 'Incident.residence',
        libelle: null,
        chemin: 'a.nodes.residence',
        refuse: false,
      },
    ]);
  });

  it('name refused fields first, even those that the caller’s schema hides', () => {
    const data = { incident: { cout: null, secret: null } };
    expect(
      asked('{ incident { cout secret { nom } } }', data, ['Incident.secret', 'Query.plaintes']),
    ).toEqual([
      { coordonnee: 'Incident.secret', libelle: null, chemin: 'incident.secret', refuse: true },
      { coordonnee: 'Query.plaintes', libelle: null, chemin: '', refuse: true },
      { coordonnee: 'Incident.cout', libelle: null, chemin: 'incident.cout', refuse: false },
    ]);
  });

  it('follow fragments, and leave out what was not asked', () => {
    const query =
      'query Q($non: Boolean!) { incident { ...F id @include(if: $non) } } fragment F on Incident { ... { cout } }';
    expect(asked(query, { incident: { cout: null } })).toEqual([
      { coordonnee: 'Incident.cout', libelle: null, chemin: 'incident.cout', refuse: false },
    ]);
  });

  it('are told in the words of the caller’s own graph, where no other has the same', () => {
    const described = buildSchema(`
      type Query { incident: Incident }
      type Incident { "Le lieu des faits : une résidence." residence: Residence "Le quartier." q: Int }
      type Residence { "Son quartier (QPV)." quartier: String "Le quartier." autre: String }
    `);
    const labels = (query: string, data: Record<string, unknown>) =>
      emptyFields({ query, operationName: null, data, champsRefuses: [] }, described).map(
        ({ libelle }) => libelle,
      );
    expect(
      labels('{ incident { residence { autre } } }', { incident: { residence: null } }),
    ).toEqual(['Lieu des faits']);
    const both = { incident: { q: null, residence: { autre: null } } };
    expect(labels('{ incident { q residence { autre } } }', both)).toEqual([null, null]);
  });

  it('are none without an answer', () => {
    expect(asked('{ incident { id } }', null)).toEqual([]);
  });
});
