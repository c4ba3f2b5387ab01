import { describe, expect, it } from '@jest/globals';
import { JournalHealth } from '../../../gateway/audit/journal-health.js';
import { ChainedJournal, type LineStore } from '../../../gateway/audit/journal.js';

const minute = 60_000;

describe('a disk that stays full', () => {
  it('is told of once a minute, and once when it is over', async () => {
    let time = 0;
    let full = true;
    const told: string[] = [];
    const health = new JournalHealth(
      {
        onFault: (_, lost) => told.push(`full, ${lost} lost`),
        onRestored: (lost) => told.push(`over, ${lost} lost`),
      },
      () => time,
    );
    const store: LineStore = {
      lastHash: '',
      append: () => (full ? Promise.reject(new Error('ENOSPC')) : Promise.resolve()),
      close: () => Promise.resolve(),
    };
    const journal = new ChainedJournal(store, health, undefined, () => time);
    const sendFor = async (milliseconds: number): Promise<void> => {
      for (const end = time + milliseconds; time < end; time += 100) {
        await journal.record('{"n":1}').catch(() => undefined);
      }
    };
    await sendFor(minute);
    expect(told).toEqual(['full, 0 lost']);
    await sendFor(3 * minute);
    expect(told).toEqual(['full, 0 lost', 'full, 600 lost', 'full, 1200 lost', 'full, 1800 lost']);
    full = false;
    await sendFor(minute);
    expect(told.slice(4)).toEqual(['over, 2400 lost']);
    told.length = 0;
    // A disk that has room now and then.
    for (let turn = 0; turn < 60; turn += 1) {
      full = true;
      await sendFor(1_000);
      full = false;
      await sendFor(1_000);
    }
    expect(told).toEqual(['full, 0 lost', 'over, 10 lost', 'full, 290 lost', 'over, 300 lost']);
    await journal.close();
  });
});
