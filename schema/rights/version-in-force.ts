import type { Convention } from '../convention/convention.js';
import { conventionRuns, signataireInForce } from '../convention/in-force.js';
import { categoriesOf, locatedRights } from './category-rights.js';
import { dayInFrench } from './french.js';
import type { Subject } from './rights-table.js';
import { turningDays } from './turning-days.js';

/** What of one convention holds on a day: dates in the file give and take rights without a new file. */
export interface VersionInForce {
  readonly reference: string;
  /** The first day on which it was as it is; null: the convention does not run on this day. */
  readonly since: string | null;
  /** The first day on which it will be otherwise; null: no date in the file changes it. */
  readonly next: string | null;
}

export function versionInForce(convention: Convention, on: string): VersionInForce {
  const subjects = categoriesOf([convention]);
  const states = [...new Set([...turningDays(convention), on])].sort().map((day) => ({
    day,
    state: stateOf(convention, subjects, day),
  }));
  const { reference } = convention;
  const current = states.find(({ day }) => day === on)?.state;
  const next = states.find(({ day, state }) => day > on && state !== current)?.day ?? null;
  if (!conventionRuns(convention, on)) return { reference, since: null, next };
  const past = states.filter(({ day }) => day <= on);
  const different = past.findLastIndex(({ state }) => state !== current);
  return { reference, since: past[different + 1]?.day ?? on, next };
}

/** In one sentence, with its date. */
export function versionSentence({ reference, since, next }: VersionInForce, print: string): string {
  const now =
    since === null
      ? `La convention ${reference} (empreinte ${print}) n'est pas en vigueur ce jour`
      : `Version en vigueur : ${reference} (empreinte ${print}), depuis le ${dayInFrench(since)}`;
  const then =
    next === null
      ? 'aucune date du fichier ne la change'
      : `la suivante s'applique à partir du ${dayInFrench(next)}`;
  return `${now} ; ${then}.`;
}

/** Who is in force and reads what. */
function stateOf(convention: Convention, subjects: readonly Subject[], day: string): string {
  if (!conventionRuns(convention, day)) return '';
  const inForce = [...convention.signataires.values()]
    .filter((signataire) => signataireInForce(convention, signataire, day))
    .map(({ id }) => id);
  const rights = [...locatedRights(subjects, convention, day)];
  return JSON.stringify([inForce, rights.map(([name, held]) => [name, [...held]])]);
}
