/** AU-038, art. 5 (CNIL 2014-262): an archive of three years, and nothing beyond the 25th year. */
const yearsOfArchive = 3;
const oldestAge = 25;

/** The last day before somebody born that day is 25; AAAA-MM-JJ. */
export function lastDayBefore25(dateNaissance: string): string {
  return dayBefore(yearsAfter(dateNaissance, oldestAge));
}

/** Until when a situation closed that day is kept. `atMost`: what was its limit while it was followed. */
export function archivedUntil(closed: string, atMost: string): string {
  const threeYears = yearsAfter(closed, yearsOfArchive);
  return threeYears < atMost ? threeYears : atMost;
}

/** The same day, years later; 29 February becomes 1 March where there is none. */
export function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
