const day = 86_400_000;

/** Days from one civil day to another; negative when it is past. */
function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(due.slice(0, 10)) - Date.parse(today.slice(0, 10))) / day);
}

/** « encore 3 jours », « dernier jour », « en retard de 2 jours »; empty without a delay. */
export function delayText(due: string | null, today: string): string {
  if (due === null) return '';
  const days = daysUntil(due, today);
  if (days === 0) return 'dernier jour';
  if (days < 0) return `en retard de ${counted(-days)}`;
  return `encore ${counted(days)}`;
}

export function isLate(due: string | null, today: string): boolean {
  return due !== null && daysUntil(due, today) < 0;
}

/** « depuis 12 jours » */
export function sinceText(since: string | null, today: string): string {
  if (since === null) return '';
  const days = -daysUntil(since, today);
  return days <= 0 ? 'depuis aujourd’hui' : `depuis ${counted(days)}`;
}

function counted(days: number): string {
  return days === 1 ? '1 jour' : `${days.toLocaleString('fr-FR')} jours`;
}
