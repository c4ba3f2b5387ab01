import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { QueryFailedError, type Repository } from 'typeorm';
import { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import { AvisRappelOrdre } from '../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import { Procedure } from '../../subgraphs/justice/procedure/procedure.js';
import { PassageEnregistre } from '../../subgraphs/kit/acts/act-tables.js';
import { OutgoingAct } from '../../subgraphs/kit/delivery/outgoing-act.js';
import { RappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import type { World } from '../harness/world.js';

const parquet = 'parquet-poitiers';
const purposes = 'rappel-ordre,transaction-municipale,suivi-plaintes';
/** Of a case: an opinion on a rappel, and the five acts on a procedure, of which three go on in order. */
const actsOfCase = 6;
const inOrder = ['recevoirAvisPlainte', 'recevoirAppelPlainte', 'recevoirJugementPlainte'];
const together = 8;

/** How many acts: `ACTS=1000 npm test -- killed-acts register-acts` is the whole run. */
export const actsAsked = (usual: number): number => Number(process.env['ACTS'] ?? usual);

/**
 * Has the parquet act through the gateway while each of the processes between it and the other owners
 * is killed at random moments, words are lost on the way, and looks what became of it: nothing lost,
 * nothing done twice, in order. Prints what it counted.
 */
export async function actWhileKilled(world: World, acts: number): Promise<void> {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fffffff);
  const dice = fc.sample(fc.nat({ max: 1_000_000 }), { seed, numRuns: 10_000 });
  const drawn = (max: number): number => (dice.pop() ?? 0) % max;
  const cases = Array.from({ length: Math.ceil(acts / actsOfCase) }, (_, n) => `tue-${String(n)}`);
  await open(world, cases);
  let delivered = 0;
  // Some acts never arrive at the gateway, and of some the answer is lost.
  world.door.fault = () => {
    delivered += 1;
    return delivered % 5 === 0 ? 'before' : delivered % 5 === 2 ? 'after' : null;
  };
  const began = performance.now();
  const work = [...cases];
  let again = 0;
  const over = new AbortController();
  const worker = async (): Promise<void> => {
    for (let id = work.pop(); id !== undefined; id = work.pop())
      again += await actOn(world, id, over.signal);
  };
  const kills = new Map<string, number>();
  const killing = (async () => {
    const victims = ['justice', 'ville', 'bailleurs', 'passerelle'];
    while (!over.signal.aborted) {
      await delay(100 + drawn(1_500));
      const victim = victims[drawn(victims.length)] ?? 'justice';
      kills.set(victim, (kills.get(victim) ?? 0) + 1);
      if (victim === 'passerelle') await world.restartGateway();
      else await world.restart(victim);
    }
  })().catch((error: unknown) => {
    // What does not start again is a failure, and no reason to ask for ever.
    over.abort(error);
    throw error;
  });
  try {
    await Promise.all(Array.from({ length: together }, worker));
  } finally {
    over.abort();
    await killing;
  }
  world.door.fault = null;
  const outgoing = world.databases.justice.getRepository(OutgoingAct);
  // What the killed ones had taken, and what was put off, falls due.
  while (await outgoing.existsBy({ etat: 'EN_ATTENTE' })) {
    await hasten(outgoing);
    await delay(300);
  }
  await expectOnce(world, cases);
  const told = [...kills].map(([name, count]) => `${name} ${String(count)}`).join(', ');
  process.stdout.write(
    `killed acts: SEED=${seed}, ${cases.length * actsOfCase} acts in ${((performance.now() - began) / 1_000).toFixed(0)} s, ${again} asked again, ${cases.length * (1 + inOrder.length)} deliveries in ${delivered} attempts until the last act; killed: ${told}\n`,
  );
}

/** What the acts are about. */
async function open({ databases }: World, cases: readonly string[]): Promise<void> {
  await databases.ville.getRepository(RappelOrdre).insert(
    cases.map((id) => ({
      id: `rappel-${id}`,
      statut: 'CONSULTATION_PARQUET' as const,
      communeCode: '86194',
      dateFaits: '2026-05-02',
      motif: 'INCIVILITE' as const,
      natureFaits: 'NON_PENAL' as const,
      mineur: false,
      auteurNom: 'Inventé',
      auteurRepresentants: [],
    })),
  );
  await databases.bailleurs.getRepository(Plainte).insert(
    cases.map((id) => ({
      id: `plainte-${id}`,
      incidentId: `i-${id}`,
      plaignantId: 'ekidom',
      serviceId: 'police-nationale-86',
      parquetId: parquet,
      dateDepot: '2026-05-03',
      recepisse: true,
      qualificationCodes: ['degradation'],
      statut: 'EN_COURS' as const,
    })),
  );
}

/** The six acts of a case, each asked again under its key until it is answered. @returns how often again. */
async function actOn(world: World, id: string, over: AbortSignal): Promise<number> {
  let again = -actsOfCase;
  const act = async (name: string, args: string, held: string): Promise<string> => {
    const query = `mutation { fait: ${name}(${args}, cleIdempotence: "cle-${name}-${id}") { ${held} { id } erreurs { code } } }`;
    for (;;) {
      over.throwIfAborted();
      again += 1;
      const answer = await world.ask(parquet, purposes, query).catch(() => null);
      const fait = answer?.data?.['fait'] as
        Record<string, { id: string } | null> | null | undefined;
      if (fait) expect([name, fait['erreurs']]).toEqual([name, []]);
      const done = fait?.[held];
      if (done) return done.id;
      await delay(50);
    }
  };
  await act(
    'rendreAvisRappelOrdre',
    `saisie: { rappelOrdre: "rappel-${id}", commune: "86194", avis: FAVORABLE }`,
    'avis',
  );
  const procedure = await act(
    'ouvrirProcedure',
    `saisie: { commune: "86194", moisFaits: "2026-05", infractions: [DEGRADATION], plainte: "plainte-${id}", plaignant: "ekidom", informationMaire: true }`,
    'procedure',
  );
  const on = (more: string) => `id: "${procedure}"${more}`;
  const decision = ', saisie: { type: POURSUITE_COPJ, date: "2026-06-01" }';
  await act('inscrireDecisionProcedure', on(decision), 'procedure');
  await act('notifierAvisProcedure', on(', saisie: { destinataire: "ekidom" }'), 'procedure');
  await act('inscrireAppelProcedure', on(''), 'procedure');
  await act('inscrireJugementProcedure', on(''), 'procedure');
  return again;
}

async function expectOnce({ databases }: World, cases: readonly string[]): Promise<void> {
  const { justice, ville, bailleurs } = databases;
  const opinions = await justice.getRepository(AvisRappelOrdre).find();
  const procedures = await justice.getRepository(Procedure).find();
  const registered = await justice.getRepository(PassageEnregistre).find();
  const ofRappels = await ville.getRepository(PassageEnregistre).find();
  const ofPlaintes = await bailleurs
    .getRepository(PassageEnregistre)
    .find({ order: { version: 'ASC' } });
  const actsOf = (passages: readonly PassageEnregistre[], objet: string): readonly string[] =>
    passages.filter(({ objetId }) => objetId === objet).map(({ acte }) => acte);
  const found = cases.map((id) => {
    const mine = procedures.filter(({ plainteId }) => plainteId === `plainte-${id}`);
    return {
      id,
      opinions: opinions.filter(({ rappelOrdreId }) => rappelOrdreId === `rappel-${id}`).length,
      rappel: actsOf(ofRappels, `rappel-${id}`),
      procedures: mine.length,
      registered: mine.flatMap((procedure) => actsOf(registered, procedure.id)).length,
      plainte: actsOf(ofPlaintes, `plainte-${id}`),
    };
  });
  expect(found).toEqual(
    cases.map((id) => ({
      id,
      opinions: 1,
      rappel: ['rendreAvisFavorableRappelOrdre'],
      procedures: 1,
      registered: actsOfCase - 1,
      plainte: inOrder,
    })),
  );
  const states = await bailleurs.getRepository(Plainte).findBy({ plaignantId: 'ekidom' });
  const killed = states.filter(({ id }) => id.startsWith('plainte-tue-'));
  expect(new Set(killed.map(({ statut }) => statut))).toEqual(new Set(['JUGEMENT_DEFINITIF']));
}

/** What waits falls due; where it meets a delivery's own lock it does so the next time. */
export async function hasten(outgoing: Repository<OutgoingAct>): Promise<void> {
  try {
    await outgoing.update({ etat: 'EN_ATTENTE' }, { prochainEssai: new Date(0) });
  } catch (error) {
    if (!(error instanceof QueryFailedError && error.message.startsWith('Deadlock'))) throw error;
  }
}
