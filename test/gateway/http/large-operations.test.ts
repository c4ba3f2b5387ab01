import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  begunWhenIdle,
  largeCost,
  LargeOperations,
  mostLarge,
  mostLooks,
} from '../../../gateway/http/large-operations.js';

/** A loop whose time is told. */
class ToldLoop {
  private idleTime = 0;
  private looks: (() => void)[] = [];
  readonly idle = (): number => this.idleTime;
  readonly later = (look: () => void): void => void this.looks.push(look);

  get isLookedAt(): boolean {
    return this.looks.length > 0;
  }

  /** A millisecond passes, of which so much was idle. */
  async pass(idle: number): Promise<void> {
    this.idleTime += idle;
    for (const look of this.looks.splice(0)) look();
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let loop: ToldLoop;
let large: LargeOperations;
let begun: string[];

beforeEach(() => {
  loop = new ToldLoop();
  large = new LargeOperations(loop);
  begun = [];
});

/** Asks for so many operations, and says who began. */
async function ask(signataire: string, count: number, cost = largeCost): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const room = large.begin(cost, signataire);
    if (room === null) begun.push(signataire);
    else void room.then(() => begun.push(signataire));
  }
  await settled();
}

async function end(count = 1): Promise<void> {
  for (let i = 0; i < count; i += 1) large.end(largeCost);
  await settled();
}

describe('LargeOperations', () => {
  it('begins so many at once, and the next when one ends', async () => {
    await ask('a', mostLarge + 2);
    expect(begun).toHaveLength(mostLarge);
    await end();
    expect(begun).toHaveLength(mostLarge + 1);
    await end(mostLarge + 1);
    expect(begun).toHaveLength(mostLarge + 2);
  });

  it('never lets a small one wait, nor counts it', async () => {
    await ask('a', mostLarge + 1);
    await ask('b', 3, largeCost - 1);
    expect(begun.filter((signataire) => signataire === 'b')).toHaveLength(3);
    large.end(largeCost - 1);
    await settled();
    expect(begun).toHaveLength(mostLarge + 3);
  });

  it('takes signatories in turn', async () => {
    await ask('a', mostLarge);
    await ask('many', 3);
    await ask('few', 1);
    begun = [];
    await end(4);
    expect(begun).toEqual(['many', 'few', 'many', 'many']);
  });

  it('begins some more in a loop that waits for others', async () => {
    await ask('a', mostLarge + begunWhenIdle + 1);
    await loop.pass(0.1);
    expect(begun).toHaveLength(mostLarge);
    await loop.pass(0.9);
    expect(begun).toHaveLength(mostLarge + begunWhenIdle);
    await loop.pass(0.9);
    expect(begun).toHaveLength(mostLarge + begunWhenIdle + 1);
  });

  it('begins some more in a busy loop where none ends', async () => {
    await ask('a', mostLarge + 1);
    for (let i = 1; i < mostLooks; i += 1) await loop.pass(0);
    expect(begun).toHaveLength(mostLarge);
    await loop.pass(0);
    expect(begun).toHaveLength(mostLarge + 1);
  });

  it('looks at the loop only while somebody waits', async () => {
    await ask('a', mostLarge);
    expect(loop.isLookedAt).toBe(false);
    await ask('a', 1);
    expect(loop.isLookedAt).toBe(true);
    await end();
    await loop.pass(0);
    expect(loop.isLookedAt).toBe(false);
  });

  it('begins as many again once all have ended', async () => {
    await ask('a', mostLarge + begunWhenIdle);
    await loop.pass(1);
    await end(mostLarge + begunWhenIdle);
    begun = [];
    await ask('b', mostLarge + 1);
    expect(begun).toHaveLength(mostLarge);
  });
});
