const inFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day, `YYYY-MM-DD`, that it is in France at that moment, wherever the process runs. */
export function civilDay(moment: Date): string {
  return inFrance.format(moment);
}

/** The same day of the next month, or its last one. */
export function aMonthAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The day so many days later; both `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return later.toISOString().slice(0, 10);
}
