import { In, MoreThan, Not, type EntityManager } from 'typeorm';
import { actNotFound } from '../../../schema/contract/act-not-found.js';
import { OutgoingAct } from './outgoing-act.js';

/**
 * Refusals that say nothing of the other file itself: the row was not there yet or not shown, or its
 * account lacked a right. Every other one is that file's own answer, and final.
 */
const ofTheWay = new Set<string | null>([actNotFound.code, 'LECTURE_NECESSAIRE']);

/** Why a refused delivery is not tried again. */
export type NotAgain = 'unknown' | 'final' | 'superseded';

/** What was refused and is over, oldest first. */
export function refusedDeliveries(manager: EntityManager): Promise<OutgoingAct[]> {
  return manager.find(OutgoingAct, {
    where: { etat: 'REFUSEE' },
    order: { le: 'ASC', rang: 'ASC' },
  });
}

/** Whether another try may end otherwise, and comes before nothing that was said since. */
export async function whyNotAgain(
  manager: EntityManager,
  { objet, rang, source, refus }: OutgoingAct,
): Promise<NotAgain | null> {
  if (!ofTheWay.has(refus)) return 'final';
  const later = { objet, rang: MoreThan(rang) };
  const superseded = await manager.existsBy(OutgoingAct, [
    { ...later, etat: In(['FAITE', 'EN_ATTENTE']) },
    // Another entry of the register about the same file.
    { ...later, source: Not(source) },
  ]);
  return superseded ? 'superseded' : null;
}

/**
 * Puts a refused delivery among those that are to be done, under its own key: what was refused did
 * nothing, and is judged anew. Returns why not, or null.
 */
export async function takeUpAgain(
  manager: EntityManager,
  id: string,
  now: Date,
): Promise<NotAgain | null> {
  const refused = await manager.findOneBy(OutgoingAct, { id, etat: 'REFUSEE' });
  if (!refused) return 'unknown';
  const reason = await whyNotAgain(manager, refused);
  if (reason !== null) return reason;
  const due = { etat: 'EN_ATTENTE' as const, refus: null, faiteLe: null, prochainEssai: now };
  await manager.update(OutgoingAct, { id, etat: 'REFUSEE' }, due);
  return null;
}
