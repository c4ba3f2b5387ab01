import type { Convention } from '../convention/convention.js';

/** The days on which somebody's rights may change, in order: the first day of each new state. */
export function turningDays(convention: Convention): readonly string[] {
  const { effet, echeance, fondements, signataires } = convention;
  const days = new Set([effet]);
  // The last day of the convention still counts.
  if (echeance !== null) days.add(dayAfter(echeance));
  for (const { depuis, jusqu } of fondements.values()) {
    days.add(depuis);
    if (jusqu !== null) days.add(jusqu);
  }
  for (const { approbation, signature, retrait } of signataires.values()) {
    for (const day of [approbation?.date ?? null, signature, retrait]) {
      if (day !== null) days.add(day);
    }
  }
  return [...days].sort();
}

function dayAfter(day: string): string {
  return shifted(day, 1);
}

export function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}
