import { mostItems, type AnswerBounds } from './answer-bounds.js';
import {
  deepestAnswer,
  longestList,
  mostErrors,
  mostUnasked,
  mostUnaskedBytes,
  mostValues,
  OutOfBounds,
  widestValue,
} from './answer-limits.js';
import type { AnswerMask } from './answer-mask.js';

const quote = 34;
const comma = 44;
const colon = 58;
const openList = 91;
const backslash = 92;
const closeList = 93;
const openObject = 123;
const closeObject = 125;
/** No field of ours has a longer name; a longer key is one that nobody asked for. */
const longestKey = 256;

type Kind = 'answer' | 'asked' | 'errors' | 'leaf' | 'unasked';

interface Frame {
  readonly list: boolean;
  readonly kind: Kind;
  /** Of an object of the data, or of the objects in a list. */
  readonly mask: AnswerMask | null;
  /** Items or members at the most. */
  readonly most: number;
  count: number;
  /** Where the last key of an object stands in its mask; -1: nowhere. */
  place: number;
}

/** What stands where a value is about to begin. */
type Slot = Pick<Frame, 'kind' | 'mask' | 'most'>;

/**
 * Looks at the bytes of a large answer as they come, before anything is made of them: whoever sends
 * what nobody asked for, or more than was asked, is found out after as much as that. It does not judge
 * whether the bytes are JSON; the parser does.
 */
export class AnswerScanner {
  private readonly frames: Frame[] = [];
  private slot: Slot = { kind: 'answer', mask: null, most: 0 };
  private inString = false;
  private escaped = false;
  private inScalar = false;
  /** The string that is read is a key. */
  private inKey = false;
  private keyIsNext = false;
  private key = '';
  private keyIsOdd = false;
  private values = 0;
  private unasked = 0;
  private unaskedBytes = 0;

  constructor(private readonly bounds: AnswerBounds) {}

  /** @throws OutOfBounds */
  read(bytes: Buffer, from: number, to: number): void {
    let i = from;
    while (i < to) {
      if (this.inString) {
        i = this.readString(bytes, i, to);
        continue;
      }
      const byte = bytes[i] as number;
      i += 1;
      switch (byte) {
        case quote:
          this.inString = true;
          this.inScalar = false;
          this.inKey = this.keyIsNext;
          if (this.inKey) {
            this.key = '';
            this.keyIsOdd = false;
          } else this.value();
          break;
        case openObject:
          this.open(false);
          break;
        case openList:
          this.open(true);
          break;
        case closeObject:
        case closeList:
          this.close();
          break;
        case comma:
          this.inScalar = false;
          this.next();
          break;
        case colon:
          this.inScalar = false;
          break;
        default:
          // A number or a literal counts once.
          if (byte > 32 && !this.inScalar) {
            this.inScalar = true;
            this.value();
          }
      }
    }
  }

  /** @returns where the string, or what there is of it, ends. */
  private readString(bytes: Buffer, from: number, to: number): number {
    if (this.inKey) {
      const end = this.expectedKeyEnd(bytes, from, to);
      if (end > 0) return end;
    }
    let i = from;
    if (this.escaped) {
      this.escaped = false;
      i += 1;
    }
    while (i < to) {
      const byte = bytes[i];
      if (byte === quote) break;
      if (byte === backslash) {
        this.keyIsOdd = true;
        i += 1;
      }
      i += 1;
    }
    const end = Math.min(i, to);
    if (this.inKey) this.readKey(bytes, from, end);
    else if (this.slot.kind === 'unasked') this.countUnasked(end - from);
    if (i > to) this.escaped = true;
    if (i >= to) return to;
    this.inString = false;
    if (this.inKey) this.endKey();
    return i + 1;
  }

  /**
   * The usual order is that of the question: then the next key is the next of the mask, and no string
   * is made of it.
   * @returns behind its quote; 0: another key, or one that ends in the next bytes.
   */
  private expectedKeyEnd(bytes: Buffer, from: number, to: number): number {
    const frame = this.frames.at(-1);
    if (frame?.kind !== 'asked' || !frame.mask || this.key !== '' || this.keyIsOdd) return 0;
    const place = frame.place + 1;
    const expected = frame.mask.keyBytes[place];
    if (!expected) return 0;
    const end = from + expected.length;
    if (end >= to || bytes[end] !== quote) return 0;
    for (let i = 0; i < expected.length; i += 1) if (bytes[from + i] !== expected[i]) return 0;
    this.inString = false;
    this.keyIsNext = false;
    this.slot = this.slotAt(frame, frame.mask, place);
    return end + 1;
  }

  private readKey(bytes: Buffer, from: number, to: number): void {
    if (this.key.length + to - from > longestKey) {
      this.keyIsOdd = true;
      this.countUnasked(to - from);
    } else this.key += bytes.toString('latin1', from, to);
  }

  private countUnasked(bytes: number): void {
    this.unaskedBytes += bytes;
    if (this.unaskedBytes > mostUnaskedBytes) throw new OutOfBounds('unasked');
  }

  private endKey(): void {
    this.keyIsNext = false;
    const frame = this.frames.at(-1);
    if (frame) this.slot = this.slotOf(frame);
  }

  /** What may stand under the key that was read. */
  private slotOf(frame: Frame): Slot {
    // An escaped key is no name that we asked for by that text: it counts as another.
    const key = this.keyIsOdd ? null : this.key;
    switch (frame.kind) {
      case 'answer':
        if (key === 'data') return { kind: 'asked', mask: this.bounds.mask, most: 0 };
        if (key === 'errors') return { kind: 'errors', mask: null, most: mostErrors };
        return unaskedSlot;
      case 'asked': {
        const { mask } = frame;
        const place = mask && key !== null ? mask.placeOf(key) : -1;
        return mask && place >= 0 ? this.slotAt(frame, mask, place) : unaskedSlot;
      }
      case 'errors':
      case 'leaf':
        frame.count += 1;
        if (frame.count > widestValue) throw new OutOfBounds('values');
        return { kind: frame.kind, mask: null, most: longestList };
      case 'unasked':
        return unaskedSlot;
    }
  }

  private slotAt(frame: Frame, mask: AnswerMask, place: number): Slot {
    frame.place = place;
    const below = mask.below[place] ?? null;
    const kind = below ? 'asked' : 'leaf';
    return { kind, mask: below, most: mostItems(this.bounds, mask, place) };
  }

  /** A value begins. */
  private value(): Slot {
    const { slot } = this;
    this.values += 1;
    if (this.values > mostValues) throw new OutOfBounds('values');
    if (slot.kind === 'unasked') {
      this.unasked += 1;
      if (this.unasked > mostUnasked) throw new OutOfBounds('unasked');
    }
    const frame = this.frames.at(-1);
    if (frame?.list) {
      frame.count += 1;
      if (frame.count > frame.most) {
        throw new OutOfBounds(frame.kind === 'errors' ? 'errors' : 'items');
      }
    }
    return slot;
  }

  private open(list: boolean): void {
    this.inScalar = false;
    const slot = this.value();
    if (this.frames.length >= deepestAnswer) throw new OutOfBounds('depth');
    const { kind, mask, most } = slot;
    this.frames.push({ list, kind, mask, most, count: 0, place: -1 });
    this.keyIsNext = !list;
  }

  private close(): void {
    this.inScalar = false;
    this.frames.pop();
    this.next();
  }

  /** Behind a comma or a bracket: what may come next. */
  private next(): void {
    const frame = this.frames.at(-1);
    this.keyIsNext = frame !== undefined && !frame.list;
    // Lists of lists: each of them may be as long.
    if (frame?.list) this.slot = frame;
  }
}

const unaskedSlot: Slot = { kind: 'unasked', mask: null, most: longestList };
