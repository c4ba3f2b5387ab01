import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { ville } from '../../../subgraphs/ville/ville.js';
import { unmetLines } from '../../harness/kept-contract.js';
import { fillVille } from './rappels.js';

const rows = `
sousGraphe: ville
appelants:
  ville-poitiers:
    territoire: { commune: '86194' }
    droits:
      rappel-ordre:statut: [commune]
      rappel-ordre:lecture: [commune]
      rappel-ordre:auteur: [commune]
  ville-chatellerault:
    territoire: { commune: '86066' }
    droits: { rappel-ordre:statut: [commune], rappel-ordre:lecture: [commune] }
lignes:
  - type: RappelOrdre
    cle: { id: r1 }
    champs: [statut, dateFaits, auteur]
    lisible: [ville-poitiers]
    cachee: [ville-chatellerault]
questions:
  - question: '{ rappelsOrdre(first: 100) { totalCount nodes { id } } }'
    lignes: rappelsOrdre.nodes
    compte: rappelsOrdre.totalCount
    attendu: { ville-poitiers: [r1, r2, r3, r4], ville-chatellerault: [r5, r6] }
  - question: '{ rappelOrdre(id: "r1") { id } }'
    ligne: rappelOrdre
    attendu: { ville-poitiers: [r1], ville-chatellerault: [] }
temoins: [NOM-r1, PRENOM-r1, PARENT-r1]
`;

it('keeps docs/partner-contract.md', async () => {
  expect(await unmetLines(ville, fillVille, rows)).toEqual([]);
});
