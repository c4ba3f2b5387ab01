import { daysLater, type Draw } from './days.js';

/** With whom partners are late now and then; with others never, so that both are seen. */
export const lateWith: ReadonlySet<string> = new Set(['ekidom', 'habitat-vienne']);

/** Days that a partner takes to answer a landlord: mostly in time, of two landlords some late. */
export function answerDay(bailleur: string, asked: string, delay: number, draw: Draw): string {
  const isLate = lateWith.has(bailleur) && draw(1, 12) === 1;
  return daysLater(asked, isLate ? delay + draw(2, 12) : draw(0, delay - 1));
}
