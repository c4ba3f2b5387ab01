import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  OversizeFault,
  ProtocolFault,
  ResponseParser,
} from '../../../../gateway/engine/fetching/response-parser.js';

interface Read {
  readonly status: number;
  readonly text: string;
  readonly keepAlive: boolean;
  readonly idleSeconds: number | null;
}

/** Feeds the pieces from one buffer that is overwritten after each, as a connection does. */
function read(pieces: readonly Buffer[], closed = false, maxSize = 1_000): Read | null {
  const parser = new ResponseParser(maxSize);
  const buffer = Buffer.alloc(64 * 1024);
  let complete = false;
  for (const piece of pieces) {
    if (complete) throw new Error('bytes after completion');
    piece.copy(buffer);
    complete = parser.read(buffer.subarray(0, piece.length));
    buffer.fill('X');
  }
  if (!complete && closed) complete = parser.close();
  if (!complete) return null;
  const { status, keepAlive, idleSeconds } = parser;
  return { status, text: parser.text(), keepAlive, idleSeconds };
}

const head = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const parsed = (text: string, closed = false, maxSize?: number): Read | null =>
  read([Buffer.from(text, 'utf8')], closed, maxSize);

const whole: readonly { readonly name: string; readonly text: string; readonly body: string }[] = [
  {
    name: 'a body with a length',
    text: `${head('HTTP/1.1 200 OK', 'Content-Length: 13')}{"hé":"là"}`,
    body: '{"hé":"là"}',
  },
  {
    name: 'a chunked body with extensions and a trailer',
    text: `${head('HTTP/1.1 200 OK', 'transfer-encoding: chunked')}5;a=b\r\n{"h":\r\n2\r\n1}\r\n0\r\nX-T: 1\r\n\r\n`,
    body: '{"h":1}',
  },
  {
    name: 'an interim response before the real one',
    text: `${head('HTTP/1.1 103 Early Hints', 'Link: x')}${head('HTTP/1.1 200', 'content-length: 2')}{}`,
    body: '{}',
  },
  {
    name: 'the same length told twice',
    text: `${head('HTTP/1.1 200 OK', 'content-length: 2', 'content-length: 2')}{}`,
    body: '{}',
  },
  {
    name: 'lines that all end in a bare line feed',
    text: 'HTTP/1.1 200 OK\nX: 1\nContent-Length: 2\n\n{}',
    body: '{}',
  },
  {
    name: 'chunks whose lines end in a bare line feed',
    text: 'HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n2\n{}\n0\nx: 1\n\n',
    body: '{}',
  },
  {
    name: 'an empty content encoding',
    text: `${head('HTTP/1.1 200 OK', 'content-encoding:', 'content-length: 2')}{}`,
    body: '{}',
  },
  { name: 'no content', text: head('HTTP/1.1 204 No Content', 'content-length: 0'), body: '' },
  { name: 'an empty body', text: head('HTTP/1.1 200 OK', 'content-length: 0'), body: '' },
];

describe('a response', () => {
  it.each(whole)('reads $name', ({ text, body }) => {
    expect(parsed(text)?.text).toBe(body);
  });

  it.each(whole)('reads $name however its bytes are cut', ({ text, body }) => {
    const bytes = Buffer.from(text, 'utf8');
    const everyByte = [...bytes].map((byte) => Buffer.from([byte]));
    expect(read(everyByte)?.text).toBe(body);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 })), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
        expect(read(pieces)?.text).toBe(body);
      }),
      { numRuns: 200 },
    );
  });

  it('ends with the connection where no length is told', () => {
    const text = `${head('HTTP/1.1 200 OK', 'content-type: text/html')}<html>`;
    expect(parsed(text)).toBeNull();
    expect(parsed(text, true)).toMatchObject({ text: '<html>', keepAlive: false });
  });

  it('is not complete when the connection ends early', () => {
    expect(parsed(`${head('HTTP/1.1 200 OK', 'content-length: 9')}{}`, true)).toBeNull();
    expect(parsed('HTTP/1.1 200 OK\r\ncontent-le', true)).toBeNull();
    expect(
      parsed(`${head('HTTP/1.1 200 OK', 'transfer-encoding: chunked')}2\r\n{}`, true),
    ).toBeNull();
  });

  it('says whether and for how long its connection is kept', () => {
    const told = (...lines: string[]) =>
      parsed(head('HTTP/1.1 200 OK', 'content-length: 0', ...lines));
    expect(told()).toMatchObject({ keepAlive: true, idleSeconds: null });
    expect(told('Connection: keep-alive', 'Keep-Alive: timeout=5')).toMatchObject({
      keepAlive: true,
      idleSeconds: 5,
    });
    expect(told('Connection: close')?.keepAlive).toBe(false);
    expect(parsed(head('HTTP/1.0 200 OK', 'content-length: 0'))?.keepAlive).toBe(false);
  });
});

describe('a response that could be mixed up with another', () => {
  const ok = 'HTTP/1.1 200 OK';
  it.each([
    ['two lengths', `${head(ok, 'content-length: 2', 'content-length: 3')}{}`],
    ['a list of lengths', `${head(ok, 'content-length: 2, 2')}{}`],
    ['a signed length', `${head(ok, 'content-length: +2')}{}`],
    [
      'a length beside an encoding',
      `${head(ok, 'content-length: 2', 'transfer-encoding: chunked')}0\r\n\r\n`,
    ],
    ['another encoding', `${head(ok, 'transfer-encoding: gzip, chunked')}0\r\n\r\n`],
    ['two encodings', head(ok, 'transfer-encoding: chunked', 'transfer-encoding: chunked')],
    ['encoded content', `${head(ok, 'content-encoding: gzip', 'content-length: 2')}{}`],
    ['a folded header', `${head(ok, 'x: 1', ' content-length: 2', 'content-length: 2')}{}`],
    ['a space before the colon', `${head(ok, 'content-length : 2')}{}`],
    ['a header without a name', `${head(ok, ': 2', 'content-length: 2')}{}`],
    ['a bare line feed', `${head(ok, 'x: 1\ncontent-length: 2')}{}`],
    ['a line of the other kind', 'HTTP/1.1 200 OK\nx: 1\r\ncontent-length: 2\n\n{}'],
    ['bytes after the end', `${head(ok, 'content-length: 2')}{}{`],
    ['a second response', `${head(ok, 'content-length: 0')}${head(ok, 'content-length: 0')}`],
    ['no status line', head('<html>')],
    ['another protocol', head('SSH-2.0-x')],
    ['an upgrade', head('HTTP/1.1 101 Switching Protocols')],
    ['a chunk of no size', `${head(ok, 'transfer-encoding: chunked')}x\r\n{}\r\n0\r\n\r\n`],
    ['a chunk longer than told', `${head(ok, 'transfer-encoding: chunked')}1\r\n{}\r\n0\r\n\r\n`],
    ['a malformed trailer', `${head(ok, 'transfer-encoding: chunked')}0\r\n trailing\r\n\r\n`],
    ['an endless head', `${ok}\r\nx: ${'1'.repeat(40_000)}`],
    ['an endless chunk line', `${head(ok, 'transfer-encoding: chunked')}1;${'x'.repeat(2_000)}`],
  ])('is refused: %s', (_, text) => {
    expect(() => parsed(text, true)).toThrow(ProtocolFault);
  });

  it.each([
    ['with a length', `${head(ok, 'content-length: 1001')}{`],
    ['in chunks', `${head(ok, 'transfer-encoding: chunked')}3e9\r\n${'x'.repeat(1_001)}\r\n`],
    ['until the end', `${head(ok)}${'x'.repeat(1_001)}`],
  ])('is refused when it is too large, %s', (_, text) => {
    expect(() => parsed(text)).toThrow(OversizeFault);
  });

  it('never fails otherwise than by a fault, whatever comes', () => {
    const pieces = fc.constantFrom(
      'HTTP/1.1 200 OK',
      'HTTP/1.1 100 C',
      '\r\n',
      '\r\n\r\n',
      'content-length: 3',
      ': ',
      '{}',
      'transfer-encoding: chunked',
      '0',
      '2',
      'ffffffff',
      '\n',
      '\r',
      ' ',
      '\0',
      'é',
      'x: y',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (texts) => {
        try {
          parsed(texts.join(''), true);
        } catch (error) {
          expect(error instanceof ProtocolFault || error instanceof OversizeFault).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
