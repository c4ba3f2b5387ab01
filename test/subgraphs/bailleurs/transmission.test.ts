import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const sending = 'signalement:transmission';
const ekidom: Caller = {
  ...callers.ekidom,
  droits: { ...callers.ekidom.droits, [sending]: ['patrimoine'] },
};
const mutation = `mutation ($id: ID!) {
  transmettreSignalement(id: $id) { id statut dateTransmission destinataires { id } } }`;

/** Beside the stock: drafts of Ékidom to the gendarmerie, whole, without incident, and to nobody. */
async function fill(dataSource: DataSource): Promise<void> {
  await fillStock(dataSource);
  for (const letter of ['g', 'h', 'i', 'j', 'k']) {
    const signalementId = `s-${letter}`;
    await dataSource.getRepository(Signalement).insert({
      ...{ id: signalementId, bailleurId: 'ekidom', communeCode: '86194', auteurId: null },
      ...{ dateTransmission: null, urgence: 'NORMALE', statut: 'BROUILLON' },
    });
    const incidents = letter === 'h' ? [] : [{ signalementId, incidentId: 'i-a' }];
    await dataSource.getRepository(SignalementIncident).insert(incidents);
    const destinataires = letter === 'i' ? [] : [{ signalementId, signataireId: 'gendarmerie-86' }];
    await dataSource.getRepository(SignalementDestinataire).insert(destinataires);
  }
}

const transmit = async (one: TestSubgraph, caller: Caller, id: string): Promise<unknown> =>
  (await dataOf(one, caller, mutation, { id }))['transmettreSignalement'];

const stored = (one: TestSubgraph, id: string): Promise<Signalement | null> =>
  one.running.dataSource?.getRepository(Signalement).findOneBy({ id }) ?? Promise.resolve(null);

const seenBy = async (one: TestSubgraph, caller: Caller, id: string): Promise<unknown> =>
  (await dataOf(one, caller, 'query ($id: ID!) { signalement(id: $id) { id } }', { id }))[
    'signalement'
  ];

onBothDatabases(bailleurs, fill, (on) => {
  on('sends a draft to its addressees, who read it from then on', async (one) => {
    expect(await seenBy(one, callers.gendarmerie, 's-g')).toBeNull();
    expect(await transmit(one, ekidom, 's-g')).toEqual({
      ...{ id: 's-g', statut: 'TRANSMIS', destinataires: [{ id: 'gendarmerie-86' }] },
      dateTransmission: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
    expect(await seenBy(one, callers.gendarmerie, 's-g')).toEqual({ id: 's-g' });
  });

  on('changes nothing about one that is sent already', async (one) => {
    const before = await stored(one, 's-a');
    expect(await transmit(one, ekidom, 's-a')).toMatchObject({
      ...{ id: 's-a', statut: 'EN_TRAITEMENT', dateTransmission: '2026-05-04' },
    });
    expect(await stored(one, 's-a')).toEqual(before);
  });

  on('sends one once, whoever asks at the same time', async (one) => {
    const all = await Promise.all(Array.from({ length: 8 }, () => transmit(one, ekidom, 's-j')));
    expect(all[0]).toMatchObject({ id: 's-j', statut: 'TRANSMIS' });
    for (const answer of all) expect(answer).toEqual(all[0]);
  });

  on('tells one of others from none in nothing, and leaves it alone', async (one) => {
    const foreign: Caller = {
      ...ekidom,
      signataire: 'sem-hpc',
      territoire: { patrimoine: 'sem-hpc' },
    };
    for (const id of ['s-k', 's-f', 's-a', 'inconnu', '']) {
      expect(await transmit(one, foreign, id)).toBeNull();
    }
    expect(await stored(one, 's-k')).toMatchObject({ statut: 'BROUILLON', dateTransmission: null });
  });

  on('is refused to who may only read, and to who may send and not read', async (one) => {
    const unreading: Caller = { ...ekidom, droits: { [sending]: ['patrimoine'] } };
    const wrongly: Caller = {
      ...ekidom,
      droits: { ...callers.ekidom.droits, [sending]: ['destinataire'] },
    };
    for (const caller of [callers.ekidom, callers.police, callers.stranger, unreading, wrongly]) {
      expect(await transmit(one, caller, 's-k')).toBeNull();
    }
    expect(await stored(one, 's-k')).toMatchObject({ statut: 'BROUILLON' });
  });

  on('refuses a draft about nothing, or to nobody, and leaves it a draft', async (one) => {
    for (const id of ['s-h', 's-i']) {
      const { data, errors } = await one.ask(ekidom, mutation, { id });
      expect(data).toEqual({ transmettreSignalement: null });
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
      expect(await stored(one, id)).toMatchObject({ statut: 'BROUILLON', dateTransmission: null });
    }
  });
});
