/** Everybody who reads the desk works by this clock, wherever their browser thinks it is. */
const timeZone = 'Europe/Paris';

const shortMonths = new Intl.DateTimeFormat('fr-FR', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const moments = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone,
});
const hours = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone });
// The Swedish form is the ISO one.
const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone });

/** The day of a moment, AAAA-MM-JJ. */
export function dayOf(moment: Date): string {
  return isoDays.format(moment);
}

/** « 26/11/2026 » of AAAA-MM-JJ; what is no day stays as it is. */
export function dayText(value: unknown): string {
  if (typeof value !== 'string') return '';
  const [year, month, day] = value.slice(0, 10).split('-');
  return day === undefined ? value : `${day}/${month}/${year}`;
}

export function isMonth(value: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value);
}

/** « nov. 2026 » of AAAA-MM. */
export function monthText(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return shortMonths.format(Date.UTC(year, number - 1));
}

export function isSemester(value: string): boolean {
  return /^\d{4}-S[12]$/.test(value);
}

/** « 2e semestre 2026 » of AAAA-S2. */
export function semesterText(semester: string): string {
  const [year = '', half = ''] = semester.split('-S');
  return `${half === '1' ? '1er' : '2e'} semestre ${year}`;
}

/** « 26/11/2026 10:30 » */
export function momentText(moment: Date): string {
  return moments.format(moment);
}

/** « 10:30 » */
export function hourText(moment: Date): string {
  return hours.format(moment);
}
