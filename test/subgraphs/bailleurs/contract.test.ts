import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { unmetLines } from '../../harness/kept-contract.js';
import { fillStock } from './stock.js';

const rows = `
sousGraphe: bailleurs
appelants:
  ekidom:
    territoire: { patrimoine: ekidom }
    droits:
      incident:resume: [patrimoine]
      incident:lecture: [patrimoine]
      incident:victime: [patrimoine]
  sem-hpc:
    territoire: { patrimoine: sem-hpc }
    droits: { incident:resume: [patrimoine], incident:lecture: [patrimoine] }
  ville-poitiers:
    territoire: { commune: '86194' }
    droits: { incident:resume: [commune], incident:lecture: [commune] }
lignes:
  - type: Incident
    cle: { id: i-a }
    champs: [type, dateFaits, victime]
    lisible: [ekidom]
    cachee: [sem-hpc]
  - { type: Incident, cle: { id: i-b }, champs: [dateFaits], lisible: [ville-poitiers, sem-hpc], cachee: [ekidom] }
questions:
  - question: '{ incidents(first: 100) { totalCount nodes { id } } }'
    lignes: incidents.nodes
    compte: incidents.totalCount
    attendu: { ekidom: [i-a, i-d], sem-hpc: [i-b, i-c, i-e], ville-poitiers: [i-a, i-b] }
  - question: '{ incident(id: "i-a") { id } }'
    ligne: incident
    attendu: { ekidom: [i-a], ville-poitiers: [i-a], sem-hpc: [] }
temoins: [VICTIME-i-a, VICTIME-a, ESC-a, PORTE-a]
`;

it('keeps docs/partner-contract.md', async () => {
  expect(await unmetLines(bailleurs, fillStock, rows)).toEqual([]);
});
