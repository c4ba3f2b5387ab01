/**
 * One hostile signatory, as a program: does every attack at its own rhythm from the moment it is told
 * to. Arguments: address of the gateway; its token and its purposes come as messages. Sends back how
 * each attack was answered, every second.
 */
import { connect, type Socket } from 'node:net';
import { setPriority } from 'node:os';
import { attacks, largeAnswer, type Sent } from './attacks.js';

const [url = ''] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const mostAtOnce = 150;
const mostSockets = 100;
const unreadEvery = 200;
const heldEvery = 500;
const longestHeld = 60_000;

/** By attack, then by status and code. */
const outcomes: Record<string, Record<string, number>> = {};
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

/** Opens a connection that says this and never reads what comes. */
function openDeaf(name: string, text: string): void {
  if (sockets.size >= mostSockets) return;
  const opened = performance.now();
  const socket = connect(Number(port), hostname);
  socket.pause();
  sockets.add(socket);
  socket.on('error', () => undefined);
  socket.once('close', () => {
    sockets.delete(socket);
    count(name, performance.now() - opened < longestHeld ? 'cut off' : 'never cut off');
  });
  socket.write(text);
  setTimeout(() => socket.destroy(), longestHeld).unref();
}

function headOf(length: number): string {
  const lines = Object.entries({ host: hostname, ...headers, 'content-length': length });
  return `POST /graphql HTTP/1.1\r\n${lines.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n`;
}

function begin(): void {
  for (const { name, every, request } of attacks) {
    let n = 0;
    setInterval(() => void send(name, request((n += 1))), every);
  }
  setInterval(() => {
    const once = headOf(Buffer.byteLength(largeAnswer)) + largeAnswer;
    openDeaf('answers not read', once.repeat(20));
  }, unreadEvery);
  setInterval(() => {
    openDeaf('body held back', headOf(500));
  }, heldEvery);
  setInterval(() => process.send?.(outcomes), 1_000);
}

// Its work is not the gateway's: on a real attack it is done on other machines.
setPriority(19);
let begun = false;
process.on('message', (told: { token: string; finalites: string }) => {
  headers = {
    authorization: `Bearer ${told.token}`,
    'content-type': 'application/json',
    'x-finalite': told.finalites,
  };
  if (!begun) begin();
  begun = true;
});
process.on('disconnect', () => process.exit(0));
