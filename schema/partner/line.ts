import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** How a line is secured where its address is https. */
export interface LineSecurity {
  /** PEM of the authorities believed; not given: those of this system. */
  readonly ca?: string;
  /** PEM of our certificate and its key, for partners that ask for them. */
  readonly cert?: string;
  readonly key?: string;
}

export interface LineAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Asked {
  readonly method?: string;
  /** Name, value, name, value…: as they are sent, also twice. */
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** Asks for nothing that has to be declared. */
export const probe = { query: '{ _service { sdl } }' };

/** In milliseconds: no answer after that is no answer. */
const patience = 15_000;
const largestAnswer = 16 * 1024 * 1024;

/** One request on a connection of its own. Follows nothing. @throws Error with the system's code */
export async function ask(
  url: string,
  { method = 'POST', headers = [], body = '' }: Asked,
  security: LineSecurity = {},
): Promise<LineAnswer> {
  const { protocol, host } = new URL(url);
  const request = protocol === 'https:' ? requestHttps : requestHttp;
  const length = body === '' ? [] : ['content-length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      agent: false,
      headers: ['host', host, ...headers, ...length, 'connection', 'close'],
      signal: AbortSignal.timeout(patience),
      maxHeaderSize: 64 * 1024,
      ...security,
    });
    let answered = false;
    sent.once('response', (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const settle = (): void =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > largestAnswer) response.destroy();
        else chunks.push(chunk);
      });
      response.once('close', settle);
    });
    // Who refuses a body may close before it has been sent whole: the answer counts.
    sent.on('error', (error) => {
      if (!answered) reject(error);
    });
    sent.end(body);
  });
}
