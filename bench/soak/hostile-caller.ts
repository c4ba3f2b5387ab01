/**
 * One hostile signatory, as a program: does every attack at its own rhythm from the moment it is told
 * to. Its target, its token and its purposes come as messages. Sends back how each attack on the target
 * was answered, every second.
 */
import { connect, type Socket } from 'node:net';
import { setPriority } from 'node:os';
import { attacks, largeAnswer, type Sent } from './attacks.js';

let url = '';
const mostAtOnce = 150;
const mostSockets = 100;
const unreadEvery = 200;
const heldEvery = 500;
/** A connection that asks nothing may stay open for 65 s. */
const longestHeld = 90_000;

/** By attack, then by status and code. */
let outcomes: Record<string, Record<string, number>> = {};
let headers: Record<string, string> = {};
let atOnce = 0;

function count(attack: string, outcome: string): void {
  const of = (outcomes[attack] ??= {});
  of[outcome] = (of[outcome] ?? 0) + 1;
}

async function send(name: string, sent: Sent): Promise<void> {
  // As fast as it is answered, and no faster: a caller has memory of its own to lose.
  if (atOnce >= mostAtOnce) return;
  atOnce += 1;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, ...sent.headers },
      body: sent.body,
      signal: AbortSignal.timeout(30_000),
    });
    const code = /"code":"(\w+)"/.exec(await response.text())?.[1];
    count(name, `${response.status}${code === undefined ? '' : ` ${code}`}`);
  } catch (error) {
    const { name: kind } = error as Error;
    count(name, kind === 'TimeoutError' ? 'no answer in 30 s' : 'cut off');
  } finally {
    atOnce -= 1;
  }
}

const sockets = new Set<Socket>();

/** Opens a connection that says this and nothing more. @param isDeaf it does not read what comes. */
function open(name: string, text: string, isDeaf: boolean): void {
  if (sockets.size >= mostSockets) return;
  const { hostname, port } = new URL(url);
  const target = url;
  const opened = performance.now();
  const socket = connect(Number(port), hostname);
  if (isDeaf) socket.pause();
  else socket.resume();
  sockets.add(socket);
  socket.on('error', () => undefined);
  socket.once('close', () => {
    sockets.delete(socket);
    if (target === url)
      count(name, performance.now() - opened < longestHeld ? 'cut off' : 'never cut off');
  });
  socket.write(text);
  // Who does not read learns that it was cut off when it writes, and then writes again.
  for (const before of isDeaf ? [4_000, 2_000] : []) {
    setTimeout(() => socket.write('\r\n'), longestHeld - before).unref();
  }
  setTimeout(() => socket.destroy(), longestHeld).unref();
}

function headOf(length: number): string {
  const lines = Object.entries({
    host: new URL(url).hostname,
    ...headers,
    'content-length': length,
  });
  return `POST /graphql HTTP/1.1\r\n${lines.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n`;
}

function begin(): void {
  for (const { name, every, request } of attacks) {
    let n = 0;
    setInterval(() => void send(name, request((n += 1))), every);
  }
  setInterval(() => {
    const once = headOf(Buffer.byteLength(largeAnswer)) + largeAnswer;
    open('answers not read', once.repeat(20), true);
  }, unreadEvery);
  setInterval(() => {
    open('body held back', headOf(500), false);
  }, heldEvery);
  setInterval(() => process.send?.(outcomes), 1_000);
}

// Its work is not the gateway's: on a real attack it is done on other machines.
setPriority(19);
let begun = false;
process.on('message', (told: { url: string; token: string; finalites: string }) => {
  if (told.url !== url) {
    url = told.url;
    outcomes = {};
    for (const socket of sockets) socket.destroy();
  }
  headers = {
    authorization: `Bearer ${told.token}`,
    'content-type': 'application/json',
    'x-finalite': told.finalites,
  };
  if (!begun) begin();
  begun = true;
});
process.on('disconnect', () => process.exit(0));
