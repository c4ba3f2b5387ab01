import { Buffer } from 'node:buffer';
import type { AnswerBounds } from './answer-bounds.js';
import { AnswerScanner } from './answer-scanner.js';

/** What came is no answer that HTTP/1.1 allows, or none that we accept. */
export class ProtocolFault extends Error {
  override readonly name = 'ProtocolFault';
}

/** The answer is larger than is allowed. */
export class OversizeFault extends Error {
  override readonly name = 'OversizeFault';
}

const maxHead = 32 * 1024;
const maxChunkLine = 1_024;
/** A body's buffer beyond this size, in bytes, is not kept for the next response. */
const largestKept = 512 * 1024;
const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [^\r\n]*)?$/;
const headerLine = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*$/;
/** Of the headers that mean something here: the others are looked at no further. */
const ourInitials = new Set(Array.from('cCkKtT', (letter) => letter.charCodeAt(0)));
/** A smaller answer is soon read whatever it holds: it is judged when it has been (asked-only.ts). */
const worthScanning = 256 * 1024;
const empty = Buffer.alloc(0);
const lineFeed = 10;

type Stage = 'head' | 'fixed' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers' | 'until-close';

/**
 * Reads one HTTP/1.1 response after the other from the bytes of a connection. Strict where leniency
 * is how answers get mixed up: folded or malformed header lines, two lengths, a length beside an
 * encoding, an encoding other than `chunked`, and bytes after the end are faults. Lines end in CR LF,
 * or all of them in a bare LF: which of the two, the first line says.
 */
export class ResponseParser {
  status = 0;
  /** Whether the connection may carry another request after this response. */
  keepAlive = true;
  /** For how many seconds the server says it keeps an idle connection; null: it does not say. */
  idleSeconds: number | null = null;
  private stage: Stage = 'head';
  private lineEnd = '\r\n';
  /** Bytes of a head or a chunk's line that are not complete yet. */
  private pending: Buffer = empty;
  private remaining = 0;
  private size = 0;
  /** The body as far as it came, where it did not come whole; kept from response to response. */
  private body: Buffer = empty;
  private whole: string | null = null;
  private bounds: AnswerBounds | null = null;
  private scanner: AnswerScanner | null = null;
  private scanned = 0;

  /** @param maxSize of a body, in bytes. */
  constructor(private readonly maxSize: number) {}

  /**
   * @param chunk may be used again by its owner once this returns.
   * @returns true once the response is complete.
   * @throws ProtocolFault | OversizeFault | OutOfBounds
   */
  read(chunk: Buffer): boolean {
    let rest = this.pending.length > 0 ? Buffer.concat([this.pending, chunk]) : chunk;
    this.pending = empty;
    for (;;) {
      const before = rest;
      const stage = this.stage;
      const next = this.step(rest);
      if (next === 'complete') return true;
      if (next === null) return false;
      rest = next;
      if (rest === before && stage === this.stage) throw new ProtocolFault('no progress');
    }
  }

  /** The connection was closed. @returns whether that completes the response. */
  close(): boolean {
    return this.stage === 'until-close';
  }

  /** The body of the complete response. */
  text(): string {
    return this.whole ?? this.body.toString('utf8', 0, this.size);
  }

  /** Ready for the next response of the connection. @param bounds null: only its size is bounded. */
  reset(bounds: AnswerBounds | null = null): void {
    this.stage = 'head';
    this.bounds = bounds;
    this.scanner = null;
    this.scanned = 0;
    this.pending = empty;
    this.remaining = 0;
    this.size = 0;
    if (this.body.length > largestKept) this.body = empty;
    this.whole = null;
    this.status = 0;
    this.keepAlive = true;
    this.idleSeconds = null;
  }

  /** @returns what is left to read; null: more bytes are needed. */
  private step(bytes: Buffer): Buffer | 'complete' | null {
    switch (this.stage) {
      case 'head':
        return this.readHead(bytes);
      case 'fixed':
        return this.readFixed(bytes);
      case 'until-close':
        this.keep(bytes);
        return null;
      case 'chunk-size':
        return this.readChunkSize(bytes);
      case 'chunk':
        return this.readChunk(bytes);
      case 'chunk-end': {
        const { lineEnd } = this;
        if (bytes.length < lineEnd.length) return this.wait(bytes);
        if (bytes.toString('latin1', 0, lineEnd.length) !== lineEnd) {
          throw new ProtocolFault('chunk without an end');
        }
        this.stage = 'chunk-size';
        return bytes.subarray(lineEnd.length);
      }
      case 'trailers':
        return this.readTrailer(bytes);
    }
  }

  private readHead(bytes: Buffer): Buffer | 'complete' | null {
    const firstEnd = bytes.indexOf(lineFeed);
    this.lineEnd = firstEnd < 0 || bytes[firstEnd - 1] === 13 ? '\r\n' : '\n';
    const { lineEnd } = this;
    const end = bytes.indexOf(lineEnd + lineEnd, 0, 'latin1');
    if (end < 0 ? bytes.length > maxHead : end > maxHead) throw new ProtocolFault('head too long');
    if (end < 0) return this.wait(bytes);
    const lines = bytes.toString('latin1', 0, end).split(lineEnd);
    const body = bytes.subarray(end + 2 * lineEnd.length);
    const start = statusLine.exec(lines[0] ?? '');
    if (!start) throw new ProtocolFault('no status line');
    const status = Number(start[2]);
    this.keepAlive = start[1] === '1';
    const { length, chunked } = this.readHeaders(lines);
    if (status === 101) throw new ProtocolFault('unexpected upgrade');
    // An interim response: the real one follows.
    if (status < 200) return body;
    this.status = status;
    if (status === 204 || status === 304) return this.finish(body);
    if (chunked) {
      this.stage = 'chunk-size';
    } else if (length === null) {
      this.stage = 'until-close';
      this.keepAlive = false;
    } else {
      if (length > this.maxSize) throw new OversizeFault('answer too large');
      this.stage = 'fixed';
      this.remaining = length;
      // The usual answer has come whole: its text is taken straight from the connection's buffer.
      if (body.length >= length) {
        this.whole = body.toString('utf8', 0, length);
        return this.finish(body.subarray(length));
      }
    }
    return body.length === 0 ? null : body;
  }

  private readHeaders(lines: readonly string[]): { length: number | null; chunked: boolean } {
    let length: number | null = null;
    let chunked = false;
    for (let i = 1; i < lines.length; i += 1) {
      const line = lines[i] ?? '';
      if (!headerLine.test(line)) throw new ProtocolFault('malformed header');
      if (!ourInitials.has(line.charCodeAt(0))) continue;
      const colonAt = line.indexOf(':');
      const value = line.slice(colonAt + 1);
      switch (line.slice(0, colonAt).toLowerCase()) {
        case 'content-length': {
          const given = value.trim();
          if (!/^\d{1,15}$/.test(given)) throw new ProtocolFault('malformed length');
          if (length !== null && length !== Number(given)) throw new ProtocolFault('two lengths');
          length = Number(given);
          break;
        }
        case 'transfer-encoding':
          if (chunked || value.trim().toLowerCase() !== 'chunked') {
            throw new ProtocolFault('unknown transfer encoding');
          }
          chunked = true;
          break;
        case 'content-encoding':
          // None was offered. An empty one is none.
          if (!/^(?:identity)?$/i.test(value.trim())) throw new ProtocolFault('encoded content');
          break;
        case 'connection':
          if (/(?:^|,)\s*close\s*(?:,|$)/i.test(value)) this.keepAlive = false;
          break;
        case 'keep-alive': {
          const seconds = /(?:^|[,;\s])timeout=(\d{1,6})/i.exec(value)?.[1];
          if (seconds !== undefined) this.idleSeconds = Number(seconds);
          break;
        }
      }
    }
    if (chunked && length !== null) throw new ProtocolFault('length beside an encoding');
    return { length, chunked };
  }

  private readFixed(bytes: Buffer): Buffer | 'complete' | null {
    const taken = Math.min(bytes.length, this.remaining);
    this.makeRoom(this.size + this.remaining);
    bytes.copy(this.body, this.size, 0, taken);
    this.size += taken;
    this.remaining -= taken;
    this.scan();
    return this.remaining === 0 ? this.finish(bytes.subarray(taken)) : null;
  }

  private readChunkSize(bytes: Buffer): Buffer | null {
    const { lineEnd } = this;
    const end = bytes.indexOf(lineEnd, 0, 'latin1');
    if (end < 0 ? bytes.length > maxChunkLine : end > maxChunkLine) {
      throw new ProtocolFault('chunk line too long');
    }
    if (end < 0) return this.wait(bytes);
    const line = bytes.toString('latin1', 0, end);
    const digits = /^([0-9a-f]{1,8})[\t ]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/i.exec(line)?.[1];
    if (digits === undefined) throw new ProtocolFault('malformed chunk');
    this.remaining = Number.parseInt(digits, 16);
    this.stage = this.remaining === 0 ? 'trailers' : 'chunk';
    return bytes.subarray(end + lineEnd.length);
  }

  private readChunk(bytes: Buffer): Buffer | null {
    if (bytes.length === 0) return null;
    const taken = Math.min(bytes.length, this.remaining);
    this.keep(bytes.subarray(0, taken));
    this.remaining -= taken;
    if (this.remaining > 0) return null;
    this.stage = 'chunk-end';
    return bytes.subarray(taken);
  }

  private readTrailer(bytes: Buffer): Buffer | 'complete' | null {
    const { lineEnd } = this;
    const end = bytes.indexOf(lineEnd, 0, 'latin1');
    if (end < 0 ? bytes.length > maxHead : end > maxHead) {
      throw new ProtocolFault('trailer too long');
    }
    if (end < 0) return this.wait(bytes);
    if (end === 0) return this.finish(bytes.subarray(lineEnd.length));
    // Nothing in a trailer is of use here, and none may say how long the body was.
    if (!headerLine.test(bytes.toString('latin1', 0, end))) {
      throw new ProtocolFault('malformed trailer');
    }
    return bytes.subarray(end + lineEnd.length);
  }

  private keep(bytes: Buffer): void {
    const size = this.size + bytes.length;
    if (size > this.maxSize) throw new OversizeFault('answer too large');
    if (size > this.body.length) this.makeRoom(Math.max(size, this.body.length * 2, 16 * 1024));
    bytes.copy(this.body, this.size);
    this.size = size;
    this.scan();
  }

  private scan(): void {
    const { bounds, size } = this;
    if (!bounds || size < worthScanning) return;
    this.scanner ??= new AnswerScanner(bounds);
    this.scanner.read(this.body, this.scanned, size);
    this.scanned = size;
  }

  private makeRoom(size: number): void {
    if (this.body.length >= size) return;
    const larger = Buffer.allocUnsafeSlow(size);
    this.body.copy(larger, 0, 0, this.size);
    this.body = larger;
  }

  private wait(bytes: Buffer): null {
    if (bytes.length > 0) this.pending = Buffer.from(bytes);
    return null;
  }

  /** INVARIANT: one request at a time, so that nothing may follow its response. */
  private finish(rest: Buffer): 'complete' {
    if (rest.length > 0) throw new ProtocolFault('bytes after the response');
    return 'complete';
  }
}
