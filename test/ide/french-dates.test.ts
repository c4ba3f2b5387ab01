import { describe, expect, it } from '@jest/globals';
import {
  dayOf,
  dayText,
  hourText,
  isMonth,
  momentText,
  monthText,
} from '../../ide/src/page/french-dates.js';

describe('a date on the desk', () => {
  // An hour before midnight in Greenwich, and after it in Paris, in winter and in summer.
  const moments = [
    { moment: new Date('2026-11-26T23:30:00Z'), day: '2026-11-27', text: '27/11/2026 00:30' },
    { moment: new Date('2026-06-30T22:15:00Z'), day: '2026-07-01', text: '01/07/2026 00:15' },
  ];

  it.each(moments)('is that of Paris: $text', ({ moment, day, text }) => {
    expect(dayOf(moment)).toBe(day);
    expect(momentText(moment)).toBe(text);
    expect(hourText(moment)).toBe(text.slice(-5));
  });

  it('is written as in France, and left alone when it is none', () => {
    expect(dayText('2026-11-06')).toBe('06/11/2026');
    expect(dayText('2026-11-06T08:00:00Z')).toBe('06/11/2026');
    expect(dayText('hier')).toBe('hier');
    expect(dayText(null)).toBe('');
    expect(monthText('2026-11')).toBe('nov. 2026');
    expect(['2026-11', '2026-13', '2026-1', '2026-11-06'].map(isMonth)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
