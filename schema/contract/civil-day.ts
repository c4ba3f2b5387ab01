const inFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day, `YYYY-MM-DD`, that it is in France at that moment, wherever the process runs. */
export function civilDay(moment: Date): string {
  return inFrance.format(moment);
}
