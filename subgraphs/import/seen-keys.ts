import { hash } from 'node:crypto';

/**
 * Which keys a file has had already. 16 bytes for a key and no text of it: half a million of them
 * are eight megabytes. Two keys of the same 64 bits are taken for one: of half a million, once in a
 * hundred million files.
 */
export class SeenKeys {
  private slots = new Uint32Array(2 * 1024);
  private count = 0;

  /** @returns whether it is the first time. */
  add(key: string): boolean {
    if (this.count * 2 > this.slots.length / 2) this.grow();
    const digest = hash('sha1', key, 'buffer');
    // No key is 0 0: that marks a free place.
    const isNew = this.put(digest.readUInt32LE(0), digest.readUInt32LE(4) || 1);
    if (isNew) this.count += 1;
    return isNew;
  }

  private put(high: number, low: number): boolean {
    const places = this.slots.length / 2;
    for (let at = high % places; ; at = (at + 1) % places) {
      const held = this.slots[2 * at + 1] ?? 0;
      if (held === 0) {
        this.slots[2 * at] = high;
        this.slots[2 * at + 1] = low;
        return true;
      }
      if (held === low && this.slots[2 * at] === high) return false;
    }
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Uint32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 2) {
      const low = before[at + 1] ?? 0;
      if (low !== 0) this.put(before[at] ?? 0, low);
    }
  }
}
