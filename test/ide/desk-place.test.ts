import { beforeEach, describe, expect, it } from '@jest/globals';
import { takePlace, type DeskPlace } from '../../ide/src/desk/desk-place.js';
import { SmallStorage } from './small-storage.js';

let local: SmallStorage;
let ids: number;
let signataireId: string;
let runs = 0;

/** A tab of the browser, which may be reloaded or duplicated. */
class BrowserTab {
  readonly session = new SmallStorage();
  private place: DeskPlace | null = null;

  async open(): Promise<string> {
    this.place = await takePlace({
      signataireId,
      local,
      session: this.session,
      locks: navigator.locks,
      newId: () => String((ids += 1)),
      now: () => new Date(ids * 1000),
      patience: 50,
    });
    return this.place.name;
  }

  close(): void {
    this.place?.release();
  }

  duplicate(): BrowserTab {
    const copy = new BrowserTab();
    for (let i = 0; i < this.session.length; i += 1) {
      const key = this.session.key(i) ?? '';
      copy.session.setItem(key, this.session.getItem(key) ?? '');
    }
    return copy;
  }
}

const text = (place: string): string | null =>
  local.getItem(`passerelle/${place}/graphiql:tabState`);
const keep = (place: string, value: string): void =>
  local.setItem(`passerelle/${place}/graphiql:tabState`, value);

beforeEach(() => {
  local = new SmallStorage();
  ids = 0;
  // Locks are the process's: each test has its own.
  runs += 1;
  signataireId = `ekidom-${runs}`;
});

describe('the place of a desk', () => {
  it('is another for each tab of the browser', async () => {
    const first = await new BrowserTab().open();
    expect(await new BrowserTab().open()).not.toBe(first);
  });

  it('is the same after a reload, however many others are open', async () => {
    const tab = new BrowserTab();
    const before = await tab.open();
    await new BrowserTab().open();
    // The page that goes leaves after the one that comes has asked.
    const again = tab.open();
    setImmediate(() => tab.close());
    expect(await again).toBe(before);
  });

  it('is a copy for a duplicated tab, and each goes its own way', async () => {
    const tab = new BrowserTab();
    const place = await tab.open();
    keep(place, 'a');
    const other = await tab.duplicate().open();
    expect(other).not.toBe(place);
    expect(text(other)).toBe('a');
    keep(other, 'b');
    expect(text(place)).toBe('a');
  });

  it('that was left last is taken over by a new tab', async () => {
    const [old, recent] = [new BrowserTab(), new BrowserTab()];
    await old.open();
    const place = await recent.open();
    old.close();
    recent.close();
    expect(await new BrowserTab().open()).toBe(place);
  });

  it('begins with what the browser kept before there were places', async () => {
    keep(signataireId, 'before');
    expect(text(await new BrowserTab().open())).toBe('before');
  });

  it('is forgotten when there are many others, unless a tab is there', async () => {
    const tabs = Array.from({ length: 12 }, () => new BrowserTab());
    const places: string[] = [];
    for (const tab of tabs) places.push(await tab.open());
    for (const place of places) keep(place, 'x');
    tabs[0]?.close();
    tabs[1]?.close();
    for (const tab of tabs.slice(2)) tab.close();
    const stays = new BrowserTab();
    await stays.open();
    expect(places.filter((place) => text(place) === null)).toEqual(places.slice(0, 2));
  });

  it('is there in a full storage', async () => {
    local = new SmallStorage(3);
    expect(await new BrowserTab().open()).toBe(`${signataireId}/bureaux/1`);
  });
});
