import type {
  FamilleSuite,
  StatistiqueSuites,
} from '../../subgraphs/justice/statistique/statistique-suites.js';
import { communes } from './places.js';
import type { Stored } from './rows.js';
import type { SuitesPenales } from './suites-penales.js';

type Cell = Omit<Stored<StatistiqueSuites>, 'effectif' | 'supprime'>;

const families: readonly FamilleSuite[] = ['POURSUITES', 'ALTERNATIVES', 'CLASSEMENT'];
const years = 4;

/** Decisions by commune, half-year and family. */
export type CountedSuites = Map<string, number>;

export function addSuites(
  counts: CountedSuites,
  { procedures, decisions }: Pick<SuitesPenales, 'procedures' | 'decisions'>,
): void {
  const communeOf = new Map(procedures.map(({ id, communeCode }) => [id, communeCode]));
  for (const { procedureId, typeDecision, dateDecision } of decisions) {
    const key = `${communeOf.get(procedureId) ?? ''} ${halfYear(dateDecision)} ${familyOf(typeDecision)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

/** A cell for every commune, half-year and family, empty ones too: a missing cell would tell zero. */
export function cellsOf(counts: CountedSuites, day: string): Cell[] {
  const halves = halfYears(day);
  return communes.flatMap(({ codeInsee }) =>
    halves.flatMap((periode) =>
      families.map((type) => ({
        id: `${codeInsee}-${periode}-${type}`,
        territoire: codeInsee,
        periode,
        type,
        compte: counts.get(`${codeInsee} ${periode} ${type}`) ?? 0,
      })),
    ),
  );
}

function familyOf(typeDecision: string): FamilleSuite {
  if (typeDecision === 'CLASSEMENT') return 'CLASSEMENT';
  return typeDecision.startsWith('ALT_') ? 'ALTERNATIVES' : 'POURSUITES';
}

function halfYear(date: string): string {
  return `${date.slice(0, 4)}-${Number(date.slice(5, 7)) <= 6 ? 'S1' : 'S2'}`;
}

/** Up to the one that holds the day; the facts go back three years. */
function halfYears(day: string): string[] {
  const last = Number(day.slice(0, 4));
  const all = Array.from({ length: years }, (_, back) => last - years + 1 + back);
  return all
    .flatMap((year) => [`${year}-S1`, `${year}-S2`])
    .filter((periode) => periode <= halfYear(day));
}
