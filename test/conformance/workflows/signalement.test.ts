import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
} from '../../../subgraphs/bailleurs/signalement/signalement.js';
import { signalementWorkflow } from '../../../subgraphs/bailleurs/signalement/signalement-workflow.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { World } from '../../harness/world.js';
import { allPurposes, signatories } from '../matrix/signatories.js';
import { expectedActs, states } from './w1-by-hand.js';

const purposes = allPurposes.join(',');
const place = { bailleurId: 'ekidom', communeCode: '86194', quartierCode: null };
const id = 's-w1';
const addressees = ['police-nationale-86', 'ville-poitiers'];
let world: World;

beforeAll(async () => {
  world = await World.start({
    ville: () => Promise.resolve(),
    justice: () => Promise.resolve(),
    bailleurs: fill,
  });
}, 90_000);

afterAll(() => world.stop());

async function fill(database: DataSource): Promise<void> {
  await database.getRepository(Residence).insert({
    id: 'r-w1',
    nom: 'Les Ajoncs',
    nbLogements: 10,
    typeConstruction: 'COLLECTIF',
    ...place,
  });
  await database.getRepository(Incident).insert({
    id: 'i-w1',
    residenceId: 'r-w1',
    ...place,
    type: 'P_SAL_PHYS',
    gravite: 3,
    moisFaits: '2026-05',
    dateFaits: '2026-05-02',
    lieuType: 'HALL',
    recurrence: false,
    auteurConnu: false,
  });
  await database.getRepository(Plainte).insert({
    id: 'p-w1',
    incidentId: 'i-w1',
    plaignantId: 'ekidom',
    serviceId: 'police-nationale-86',
    parquetId: 'parquet-poitiers',
    dateDepot: '2026-05-03',
    recepisse: true,
    qualificationCodes: ['degradation'],
    statut: 'DEPOSEE',
    procedureId: null,
  });
  await database.getRepository(Signalement).insert({
    id,
    bailleurId: 'ekidom',
    communeCode: '86194',
    urgence: 'NORMALE',
    statut: 'BROUILLON',
  });
  await database
    .getRepository(SignalementIncident)
    .insert({ signalementId: id, incidentId: 'i-w1' });
}

/** Puts the one signalement into a state, as if it had come there by its acts. */
async function putInto(statut: string): Promise<void> {
  const database = world.databases.bailleurs;
  await database.getRepository(PassageEnregistre).clear();
  await database.getRepository(SignalementDestinataire).clear();
  await database
    .getRepository(SignalementDestinataire)
    .insert(addressees.map((signataireId) => ({ signalementId: id, signataireId })));
  await database.getRepository(Signalement).update(
    { id },
    {
      statut: statut as Signalement['statut'],
      version: 7,
      statutDepuis: new Date(),
      motifContestation: null,
      qualification: null,
    },
  );
}

const stateNow = async (): Promise<string | undefined> =>
  (await world.databases.bailleurs.getRepository(Signalement).findOneBy({ id }))?.statut;

interface Result {
  readonly refused: boolean;
  readonly codes: readonly string[];
  readonly statut: string | null;
}

async function ask(signataire: string, act: string, target = id): Promise<Result> {
  const input = expectedActs[act]?.input;
  const { data, errors = [] } = await world.ask(
    signataire,
    purposes,
    `mutation { fait: ${act}(id: "${target}"${input ? `, saisie: ${input}` : ''}) { signalement { statut } erreurs { code message champ } } }`,
  );
  const fait = data?.['fait'] as
    { signalement: { statut: string } | null; erreurs: { code: string }[] } | null | undefined;
  if (fait) expect(errors).toEqual([]);
  return {
    refused: errors.some(({ extensions }) => extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE'),
    codes: fait?.erreurs.map(({ code }) => code) ?? [],
    statut: fait?.signalement?.statut ?? null,
  };
}

describe('W1', () => {
  it('has exactly the acts and the states of the domain reference', () => {
    const declared = Object.values(signalementWorkflow.transitions).map(({ act, from, to }) => ({
      act,
      from: from.toSorted(),
      to,
    }));
    const byHand = Object.entries(expectedActs).map(([act, { from, to }]) => ({
      act,
      from: from.toSorted(),
      to,
    }));
    expect(declared).toEqual(byHand);
    expect(Object.keys(signalementWorkflow.states).toSorted()).toEqual([...states].toSorted());
  });

  for (const [act, expected] of Object.entries(expectedActs)) {
    describe(act, () => {
      it.each(signatories)('by $id, in every state', async ({ id: signataire }) => {
        for (const state of states) {
          await putInto(state);
          const allowed = expected.actors.includes(signataire) && expected.from.includes(state);
          const { refused, codes, statut } = await ask(signataire, act);
          const where = `${signataire} ${act} ${state}`;
          if (allowed) {
            expect([where, refused, codes]).toEqual([where, false, []]);
            expect([where, await stateNow()]).toEqual([where, expected.to]);
            // Who gave it away may no longer read it.
            if (act !== 'reorienterSignalement') expect(statut).toBe(expected.to);
            const [passage] = await world.databases.bailleurs
              .getRepository(PassageEnregistre)
              .findBy({ objetId: id });
            expect(passage).toMatchObject({
              de: state,
              vers: expected.to,
              acte: act,
              version: 8,
              signataireId: signataire,
              fondement: 'convention-art-6',
            });
          } else {
            expect([where, statut]).toEqual([where, null]);
            expect([where, refused || codes.length === 1]).toEqual([where, true]);
            expect([where, await stateNow()]).toEqual([where, state]);
            expect(await world.databases.bailleurs.getRepository(PassageEnregistre).count()).toBe(
              0,
            );
          }
        }
      });

      it('tells "none" and "not yours" alike', async () => {
        await putInto(expected.from[0] ?? 'BROUILLON');
        for (const { id: signataire } of signatories) {
          if (expected.actors.includes(signataire) || addressees.includes(signataire)) continue;
          expect(await ask(signataire, act)).toEqual(await ask(signataire, act, 'inconnu'));
        }
      });
    });
  }

  it('shows each signatory what waits for it, and what it may do', async () => {
    const waiting: Record<string, readonly string[]> = {
      BROUILLON: ['ekidom'],
      TRANSMIS: addressees,
      ACCUSE_RECEPTION: addressees,
      QUALIFIE: addressees,
      EN_TRAITEMENT: addressees,
      SUITE_COMMUNIQUEE: ['ekidom'],
      REORIENTE: addressees,
      LIE_A_PLAINTE: addressees,
      CLOS: [],
    };
    for (const state of states) {
      await putInto(state);
      for (const { id: signataire } of signatories) {
        const { data } = await world.ask(
          signataire,
          purposes,
          `{ attendus: signalements(filtre: { attend: MOI }) { totalCount nodes { id } }
             tous: signalements { nodes { id actesPossibles { nom attendu echeance } } } }`,
        );
        const { attendus, tous } = data as {
          attendus: { totalCount: number; nodes: { id: string }[] } | null;
          tous: { nodes: { actesPossibles: { nom: string }[] }[] } | null;
        };
        const expected = waiting[state]?.includes(signataire) ? [{ id }] : [];
        expect([state, signataire, attendus?.nodes ?? []]).toEqual([state, signataire, expected]);
        const possible =
          tous?.nodes.flatMap((node) => node.actesPossibles.map(({ nom }) => nom)) ?? [];
        const byHand = Object.entries(expectedActs)
          .filter(
            ([act, { actors, from }]) =>
              from.includes(state) &&
              // The complaint is judged when the act is asked for.
              (actors.includes(signataire) ||
                (act === 'lierPlainteSignalement' && addressees.includes(signataire))),
          )
          .map(([act]) => act);
        expect([state, signataire, possible]).toEqual([state, signataire, byHand]);
      }
    }
  });
});
