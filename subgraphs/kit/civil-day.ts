const inFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day, `AAAA-MM-JJ`, that it is in France at that moment. */
export function civilDay(moment: Date): string {
  return inFrance.format(moment);
}
