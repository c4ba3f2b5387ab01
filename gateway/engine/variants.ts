import { LRUCache } from 'lru-cache';
import type { Rights } from '../../schema/rules/access-rules.js';
import type { Variant } from './variant.js';

/** What those of one operation may take together, and one of them, in bytes. */
const mostMemory = 4 * 1024 * 1024;
/** Callers remembered by their rights at once. */
const mostRights = 256;

/** The variants of one operation that were asked for of late: bounded by what they take, not by their number. */
export class Variants {
  private readonly kept = new LRUCache<string, Variant>({
    maxSize: mostMemory,
    sizeCalculation: (variant) => sizeOf(variant),
    dispose: () => {
      this.forget();
    },
  });
  private byRights = new WeakMap<Rights, Variant>();
  private remembered = 0;

  /** What they take at the moment. */
  get size(): number {
    let size = 0;
    for (const variant of this.kept.values()) size += sizeOf(variant);
    return size;
  }

  /** Found without computing a key: for operations where rights alone decide. */
  ofRights(rights: Rights): Variant | undefined {
    return this.byRights.get(rights);
  }

  rememberRights(rights: Rights, variant: Variant): void {
    if (this.remembered >= mostRights) this.forget();
    this.remembered += 1;
    this.byRights.set(rights, variant);
  }

  get(key: string): Variant | undefined {
    return this.kept.get(key);
  }

  set(key: string, variant: Variant): void {
    this.kept.set(key, variant);
  }

  /** INVARIANT: nothing else keeps what was let go of. */
  private forget(): void {
    this.byRights = new WeakMap();
    this.remembered = 0;
  }
}

export function sizeOf({ size, shape }: Variant): number {
  return size + shape.size();
}
