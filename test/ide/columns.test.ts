import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readSupergraph } from '../../schema/compose/compose-supergraph.js';
import { columnsOf, isTechnical, listTitles, shortTitle } from '../../ide/src/results/columns.js';
import {
  coverLine,
  rowsText,
  sourceOf,
  spoken,
  titleOfQuery,
} from '../../ide/src/results/cover.js';
import { listWords } from '../../ide/src/results/list-words.js';
import { cellText } from '../../ide/src/results/rows.js';
import { findTables } from '../../ide/src/results/tables.js';

const file = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url));
const { apiSchema: schema } = readSupergraph(readFileSync(file, 'utf8'));

const query = `query Q {
  derniers: incidents(first: 2) {
    totalCount
    nodes {
      id dateFaits famille gravite
      residence { ...Lieu }
      plaintes { id etat dateDepot }
    }
  }
}
fragment Lieu on Residence { nom anneeConstruction commune { codeInsee nom } }`;
const incident = {
  id: '0b5f6a0e-3a9e-4c0e-9b5e-0a1b2c3d4e5f',
  dateFaits: '2026-11-03',
  famille: 'ATTEINTE_BIEN',
  gravite: 2,
  residence: {
    nom: 'Les Tilleuls',
    anneeConstruction: 1975,
    commune: { codeInsee: '86194', nom: 'Poitiers' },
  },
  plaintes: [{ id: 'p', etat: 'DEPOSEE', dateDepot: '2026-11-04' }],
};
const tables = findTables({ derniers: { totalCount: 1, nodes: [incident] } });
const of = (index: number, known: typeof schema | null = schema) => {
  const table = tables[index];
  if (!table) throw new Error('no such table');
  return columnsOf(table, { query, operationName: 'Q', schema: known });
};

describe('the lists of an answer', () => {
  it('are called what the schema calls them, and by their owner where two are called alike', () => {
    const asking = {
      query: `{ residences { nodes { nom logements { nodes { id } } } }
        incidents { nodes { id } } }`,
      operationName: null,
      schema,
    };
    const all = ['residences', 'residences.logements', 'incidents', 'inconnue.nodes'];
    expect([
      ...listTitles(
        all.map((chemin) => ({ chemin })),
        asking,
      ),
    ]).toEqual([
      ['residences', 'Résidences des bailleurs signataires'],
      ['residences.logements', 'Logements'],
      ['incidents', 'Incidents'],
      ['inconnue.nodes', 'inconnue'],
    ]);
    const twice = {
      ...asking,
      query: `{ residences { nodes { logements { nodes { id } } } }
        autres: residences { nodes { logements { nodes { id } } } } }`,
    };
    const alike = ['residences.logements', 'autres.logements'];
    const titles = listTitles(
      alike.map((chemin) => ({ chemin })),
      twice,
    );
    expect([...titles.values()]).toEqual(
      alike.map(() => 'Logements (résidences des bailleurs signataires)'),
    );
  });
});

describe('a list within a row', () => {
  const asked = `{ signalements { nodes {
    statut suites { id date nature auteur { nom } } incidents { type gravite } plaintes { id }
  } } }`;
  const row = {
    suites: [
      { id: incident.id, date: '2026-11-27', nature: 'SANS_SUITE', auteur: { nom: 'Ékidom' } },
      { id: incident.id, date: null, nature: 'CONTACT_BAILLEUR', auteur: null },
    ],
    incidents: [{ __typename: 'Incident', type: 'B_HALL', gravite: 1200 }],
    plaintes: [{ id: incident.id }, { id: incident.id }],
  };
  const asking = { query: asked, operationName: null, schema };
  const listed = () => {
    const [table] = findTables({ signalements: { nodes: [row] } }, listWords(asking));
    if (!table) throw new Error('no table');
    return table;
  };

  it('is written as its values would be in columns of their own', () => {
    const [ligne] = listed().lignes;
    expect(ligne?.['suites']).toBe(
      '27/11/2026 · Sans suite opérationnelle · Ékidom ; Contact avec le bailleur',
    );
    expect(ligne?.['incidents']).toBe('Dégradation de hall, porte, vitre · 1\u202f200');
  });

  it('of nothing but identifiers is there, and hidden until it is asked for', () => {
    const table = listed();
    expect(table.lignes[0]?.['plaintes']).toBe(`${incident.id} ; ${incident.id}`);
    const hidden = columnsOf(table, asking).filter((column) => isTechnical(column, table.lignes));
    expect(hidden.map(({ id }) => id)).toEqual(['plaintes']);
  });
});

describe('the columns of a table', () => {
  it('have the titles of the schema’s descriptions, each its own', () => {
    expect(of(0).map(({ id, titre }) => [id, titre])).toEqual([
      ['id', 'Identifiant'],
      ['dateFaits', 'Jour des faits'],
      ['famille', 'Famille de faits'],
      ['gravite', 'Gravité'],
      ['residence.nom', 'Résidence'],
      ['residence.anneeConstruction', 'Année d’achèvement'],
      ['residence.commune.codeInsee', expect.stringMatching(/^Code/)],
      ['residence.commune.nom', 'Commune'],
      ['plaintes', 'Plaintes'],
    ]);
  });

  it('say how their cells are written', () => {
    const row = tables[0]?.lignes[0] ?? {};
    const texts = of(0).map((column) => cellText(row[column.id], column));
    expect(texts.slice(1, 6)).toEqual([
      '03/11/2026',
      'Atteinte à un bien',
      '2',
      'Les Tilleuls',
      '1975',
    ]);
  });

  it('tell what belongs to the list above, with its title too', () => {
    const columns = of(1);
    const titles = new Map(columns.map(({ id, titre }) => [id, titre]));
    expect(columns.find(({ id }) => id === 'derniers.gravite')?.heritee).toBe(true);
    expect(titles.get('derniers.residence.nom')).toBe('Résidence');
    expect(titles.get('dateDepot')).toBe('Jour du dépôt');
    expect(new Set(titles.values()).size).toBe(titles.size);
  });

  it('that only tell a machine one row from another are shown when asked for', () => {
    const lignes = tables[0]?.lignes ?? [];
    expect(
      of(0)
        .filter((column) => isTechnical(column, lignes))
        .map(({ id }) => id),
    ).toEqual(['id', 'residence.commune.codeInsee']);
  });

  it('have names for codes: of kinds of facts, of values that begin alike, of communes', () => {
    const asked = `{ incidents { nodes { type } } statistiquesSuites { nodes { territoire } }
      situationsSuivies { nodes { statut } } }`;
    const lists = findTables({
      incidents: { nodes: [{ type: 'P_SAL_VERB' }, { type: 'B_HALL' }] },
      statistiquesSuites: { nodes: [{ territoire: '86194' }, { territoire: '86999' }] },
      situationsSuivies: { nodes: [{ statut: 'INSCRITE' }, { statut: 'SUIVIE' }] },
    });
    const shown = lists.map((table) => {
      const [column] = columnsOf(table, {
        query: asked,
        operationName: null,
        schema,
        communes: new Map([['86194', 'Poitiers']]),
      });
      return [column?.titre, table.lignes.map((row) => cellText(row[column?.id ?? ''], column))];
    });
    expect(shown.slice(0, 2)).toEqual([
      [
        'Type de faits',
        [
          'Agression verbale, injure, outrage envers un salarié du bailleur',
          'Dégradation de hall, porte, vitre',
        ],
      ],
      ['Commune', ['Poitiers', '86999']],
    ]);
    expect(shown[2]?.[1]).toEqual([
      expect.stringMatching(/^À l’ordre du jour du groupe.+/),
      expect.stringMatching(/^À l’ordre du jour du groupe.+/),
    ]);
    expect(new Set(shown[2]?.[1]).size).toBe(2);
  });

  it('have their own names where the schema is not known', () => {
    expect(of(0, null).map(({ titre }) => titre)).toEqual(tables[0]?.colonnes);
  });
});

it.each([
  ['Gravité : 1 gêne, 2 récurrence.', 'Gravité'],
  ['La résidence.', 'Résidence'],
  ['L’entrée.', 'Entrée'],
  ['Année d’achèvement (CONSTRUCT).', 'Année d’achèvement'],
  ['Trouble à la tranquillité ; n’est pas toujours une infraction.', 'Trouble à la tranquillité'],
])('the title of « %s » is « %s »', (description, title) => {
  expect(shortTitle(description)).toBe(title);
});

describe('the cover of a figure', () => {
  const cover = {
    titre: 'Q',
    signataire: 'Ékidom',
    source: sourceOf([
      { sousGraphe: 'bailleurs' },
      { sousGraphe: 'ville' },
      { sousGraphe: 'ville' },
    ]),
    date: new Date('2026-07-14T22:05:00Z'),
    finalites: ['Prévention'],
  };

  it('says whose data it is, who read it, when and what for', () => {
    expect(coverLine(cover)).toMatch(
      /^Source : bailleurs, villes et intercommunalités ; lu par Ékidom le 15\/07\/2026 00:05 ; finalité : Prévention$/,
    );
    expect(coverLine({ ...cover, finalites: [] })).toMatch(/sans finalité$/);
    expect(sourceOf([])).toBe('passerelle');
  });

  it('has the question’s name as one says it', () => {
    expect(spoken('DerniersIncidentsDuMois')).toBe('Derniers incidents du mois');
    expect(titleOfQuery('query DerniersIncidents { a: incidents { totalCount } }')).toBe(
      'Derniers incidents',
    );
  });

  it('has words and no text of a query where the question has no name', () => {
    const asked = '# mine\n{ incidents(first: 30) { totalCount } plaintesRecues { totalCount } }';
    expect(titleOfQuery(asked)).toBe('Incidents, plaintes recues');
    expect(titleOfQuery('')).toBe('Sans nom');
    expect(titleOfQuery('{ incidents(')).toBe('Sans nom');
  });

  it('says how many of how many', () => {
    expect(rowsText(1, 1, 1)).toBe('1 ligne');
    expect(rowsText(100, 100, 8002)).toMatch(/^100 lignes sur 8\s002$/);
    expect(rowsText(12, 100, null)).toBe('12 lignes retenues de 100 lignes');
  });
});
