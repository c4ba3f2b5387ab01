import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../subgraphs/kit/acts/act-tables.js';
import { OutgoingAct } from '../../subgraphs/kit/delivery/outgoing-act.js';
import { Correspondant } from '../../subgraphs/ville/correspondant/correspondant.js';
import type { CityProcesses } from '../harness/city-processes.js';
import { hasten } from './killed-acts.js';

/** Who keep lines of their own, and who operates nothing and has its lines at who has what is common. */
const signatories = [
  'ville-poitiers',
  'grand-poitiers',
  'ville-chatellerault',
  'grand-chatellerault',
  'police-nationale-86',
];
/** Of a line, in order; each is brought to three others. */
const actsOfLine = [
  'nommerCorrespondant',
  'corrigerCorrespondant',
  'corrigerCorrespondant',
  'terminerCorrespondant',
];
const together = 8;

interface Line {
  readonly who: string;
  readonly nom: string;
}

/**
 * Has signatories name, correct and end correspondents while the operators of `ville` and the gateway
 * are killed at random moments, and words are lost on the way; then every operator has every line as
 * its keeper has it: nothing lost, nothing done twice, in order. Prints what it counted.
 */
export async function nameWhileKilled(cities: CityProcesses, acts: number): Promise<void> {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fffffff);
  const dice = fc.sample(fc.nat({ max: 1_000_000 }), { seed, numRuns: 10_000 });
  const drawn = (max: number): number => (dice.pop() ?? 0) % max;
  const lines = Array.from({ length: Math.ceil(acts / actsOfLine.length) }, (_, n) => ({
    who: signatories[n % signatories.length] ?? '',
    nom: `Inventé tué ${String(n)}`,
  }));
  let delivered = 0;
  // Some reports never arrive at the gateway, and of some the answer is lost.
  cities.door.fault = () => {
    delivered += 1;
    return delivered % 5 === 0 ? 'before' : delivered % 5 === 2 ? 'after' : null;
  };
  const began = performance.now();
  const work = [...lines];
  let again = 0;
  const over = new AbortController();
  const worker = async (): Promise<void> => {
    for (let line = work.pop(); line; line = work.pop())
      again += await actOn(cities, line, over.signal);
  };
  const kills = new Map<string, number>();
  const victims = [...cities.databases.keys(), 'passerelle'];
  const killing = (async () => {
    while (!over.signal.aborted) {
      await delay(50 + drawn(1_000));
      const victim = victims[drawn(victims.length)] ?? 'passerelle';
      kills.set(victim, (kills.get(victim) ?? 0) + 1);
      if (victim === 'passerelle') await cities.restartGateway();
      else await cities.restart(victim);
    }
  })().catch((error: unknown) => {
    // What does not start again is a failure, and no reason to ask for ever.
    over.abort(error);
    throw error;
  });
  try {
    await Promise.all(Array.from({ length: together }, worker));
    await untilDelivered(cities, over.signal);
  } finally {
    over.abort();
    await killing;
  }
  cities.door.fault = null;
  await expectAlike(cities, lines);
  const told = [...kills].map(([name, count]) => `${name} ${String(count)}`).join(', ');
  process.stdout.write(
    `killed directory: SEED=${seed}, ${lines.length * actsOfLine.length} acts in ${((performance.now() - began) / 1_000).toFixed(0)} s, ${again} asked again, ${lines.length * actsOfLine.length * 3} reports in ${delivered} attempts; killed: ${told}\n`,
  );
}

/** The four acts on a line, each asked again under its key until it is answered. @returns how often again. */
async function actOn(
  cities: CityProcesses,
  { who, nom }: Line,
  over: AbortSignal,
): Promise<number> {
  let again = -actsOfLine.length;
  const act = async (step: number, args: string): Promise<string> => {
    const key = `${nom} ${String(step)}`;
    const query = `mutation { fait: ${actsOfLine[step] ?? ''}(cleIdempotence: "${key}", ${args}) { correspondant { id } erreurs { code } } }`;
    for (;;) {
      over.throwIfAborted();
      again += 1;
      const answer = await cities.ask(who, 'annuaire-referents', query).catch(() => null);
      const fait = answer?.data?.['fait'] as
        { correspondant: { id: string } | null; erreurs: unknown[] } | null | undefined;
      if (fait) expect([key, fait.erreurs]).toEqual([key, []]);
      if (fait?.correspondant) return fait.correspondant.id;
      await delay(50);
    }
  };
  const id = await act(0, `saisie: { nom: "${nom}", fonction: "Référent" }`);
  await act(1, `id: "${id}", version: 1, saisie: { fonction: "Première" }`);
  await act(2, `id: "${id}", version: 2, saisie: { fonction: "Dernière" }`);
  await act(3, `id: "${id}", version: 3`);
  return again;
}

/** While everybody goes on being killed: what those had taken, and what was put off, falls due. */
async function untilDelivered({ databases }: CityProcesses, over: AbortSignal): Promise<void> {
  const delivered = async (database: DataSource): Promise<void> => {
    const outgoing = database.getRepository(OutgoingAct);
    while (await outgoing.existsBy({ etat: 'EN_ATTENTE' })) {
      over.throwIfAborted();
      await hasten(outgoing);
      await delay(300);
    }
    expect(await outgoing.countBy({ etat: 'REFUSEE' })).toBe(0);
  };
  await Promise.all([...databases.values()].map(delivered));
}

async function expectAlike({ databases }: CityProcesses, lines: readonly Line[]): Promise<void> {
  const expected = lines
    .map(({ who, nom }) => ({
      signataire: who,
      nom,
      fonction: 'Dernière',
      statut: 'TERMINE',
      version: actsOfLine.length,
      acts: actsOfLine,
    }))
    .toSorted((left, right) => left.nom.localeCompare(right.nom));
  const ids = new Set<string>();
  for (const [operator, database] of databases) {
    const known = await database.getRepository(Correspondant).find();
    const passages = await database
      .getRepository(PassageEnregistre)
      .find({ order: { version: 'ASC' } });
    const found = known
      .map(({ id, signataireId, nom, fonction, statut, version }) => ({
        signataire: signataireId,
        nom,
        fonction,
        statut,
        version,
        acts: passages.filter(({ objetId }) => objetId === id).map(({ acte }) => acte),
      }))
      .toSorted((left, right) => left.nom.localeCompare(right.nom));
    expect([operator, found]).toEqual([operator, expected]);
    for (const { id } of known) ids.add(id);
  }
  expect(ids.size).toBe(lines.length);
}
