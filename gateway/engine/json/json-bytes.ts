import { Buffer } from 'node:buffer';

/** Above this length the general encoder is faster than a loop over the characters. */
const longestLoop = 256;
const quoteByte = 34;
const backslash = 92;

/**
 * JSON written as UTF-8 straight into one growing buffer: no strings in between, nothing for the
 * collector. Made for synchronous use: take the bytes before anyone else writes.
 */
export class JsonBytes {
  private bytes: Buffer;
  /** How much is written. Set back to take away what was written since. */
  length = 0;

  constructor(size = 64 * 1024) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** A copy of what was written; the buffer is free again. One that grew huge is not kept. */
  take(): Buffer {
    const taken = Buffer.allocUnsafe(this.length);
    this.bytes.copy(taken, 0, 0, this.length);
    this.length = 0;
    if (this.bytes.length > 8 * 1024 * 1024) this.bytes = Buffer.allocUnsafeSlow(64 * 1024);
    return taken;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** Bytes that are JSON already. */
  raw(piece: Uint8Array): void {
    const size = piece.length;
    if (this.length + size > this.bytes.length) this.grow(size);
    const { bytes, length } = this;
    if (size > 48) {
      bytes.set(piece, length);
    } else {
      // INVARIANT: every index below the size holds a byte.
      for (let i = 0; i < size; i += 1) bytes[length + i] = piece[i] as number;
    }
    this.length = length + size;
  }

  /** Text that is JSON already. */
  text(json: string): void {
    const most = json.length * 3;
    if (this.length + most > this.bytes.length) this.grow(most);
    this.length += this.bytes.write(json, this.length, 'utf8');
  }

  /** A string as JSON. */
  string(value: string): void {
    const size = value.length;
    if (size > longestLoop) {
      this.text(JSON.stringify(value));
      return;
    }
    const most = size * 3 + 2;
    if (this.length + most > this.bytes.length) this.grow(most);
    const { bytes } = this;
    let at = this.length;
    bytes[at] = quoteByte;
    at += 1;
    for (let i = 0; i < size; i += 1) {
      const code = value.charCodeAt(i);
      if (code < 128) {
        if (code < 32 || code === quoteByte || code === backslash) {
          this.text(JSON.stringify(value));
          return;
        }
        bytes[at] = code;
        at += 1;
      } else if (code < 2048) {
        bytes[at] = 192 | (code >> 6);
        bytes[at + 1] = 128 | (code & 63);
        at += 2;
      } else if (code < 0xd800 || code > 0xdfff) {
        bytes[at] = 224 | (code >> 12);
        bytes[at + 1] = 128 | ((code >> 6) & 63);
        bytes[at + 2] = 128 | (code & 63);
        at += 3;
      } else {
        this.text(JSON.stringify(value));
        return;
      }
    }
    bytes[at] = quoteByte;
    this.length = at + 1;
  }

  /** @param value a whole number of at most 32 bits. */
  integer(value: number): void {
    if (this.length + 11 > this.bytes.length) this.grow(11);
    const { bytes } = this;
    let at = this.length;
    let rest = value;
    if (rest < 0) {
      bytes[at] = 45;
      at += 1;
      rest = -rest;
    }
    let digits = 1;
    for (let bound = 10; bound <= rest; bound *= 10) digits += 1;
    for (let i = at + digits - 1; i >= at; i -= 1) {
      const next = Math.floor(rest / 10);
      bytes[i] = 48 + rest - next * 10;
      rest = next;
    }
    this.length = at + digits;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + needed));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
