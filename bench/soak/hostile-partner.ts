/**
 * A partner that cannot be relied on, as a program: it stands before a real one, and once it is told
 * to it hangs, lies, drips, floods and closes in turn. Arguments: port, address of the real one.
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setPriority } from 'node:os';

const [port = '', target = ''] = process.argv.slice(2);
const changeEvery = 7_000;
const head = { 'content-type': 'application/json' };

const flood = Buffer.from(`{"data":{"procedures":{"nodes":[]},"x":"${'x'.repeat(30_000_000)}"}}`);
const unasked = Buffer.from(
  `{"data":{${Array.from({ length: 1_500_000 }, (_, n) => `"k${n}":${n}`).join(',')}}}`,
);
const nested = Buffer.from(`{"data":{"procedures":${'['.repeat(1e6)}${']'.repeat(1e6)}}}`);
const endless = Buffer.from(
  `{"data":{"procedures":{"nodes":[${Array.from({ length: 600_000 }, () => '{"id":"x"}').join(',')}]}}}`,
);

type Behaviour = (response: ServerResponse, incoming: IncomingMessage, body: Buffer) => void;

const whole =
  (answer: Buffer | string, status = 200): Behaviour =>
  (response) =>
    void response.writeHead(status, head).end(answer);

const misbehaviours: readonly Behaviour[] = [
  () => undefined,
  (response) => {
    response.writeHead(200, { ...head, 'content-length': 100_000 });
    const dripping = setInterval(() => response.write(' '), 300);
    response.once('close', () => {
      clearInterval(dripping);
    });
  },
  whole(flood),
  whole(
    '{"data":{"procedures":{"nodes":[{"id":{},"moisFaits":7,"etatPublic":"INCONNU"},3,null]}}}',
  ),
  whole(unasked),
  (response) => {
    response.writeHead(200, { ...head, 'content-length': 5_000 });
    response.write('{"data":{"procedures":', () => response.destroy());
  },
  whole(nested),
  whole('<html>Service indisponible</html>', 503),
  whole(endless),
  (response) => response.socket?.resetAndDestroy(),
  passOn,
];

function passOn(response: ServerResponse, { method, url, headers }: IncomingMessage, body: Buffer) {
  const real = request(
    `${target}${url ?? ''}`,
    { ...(method && { method }), headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  real.on('error', () => response.destroy());
  real.end(body);
}

// Its work is not the gateway's: on a real one it is done on another machine.
setPriority(19);
let behave: Behaviour = passOn;
process.on('message', () => {
  let turn = 0;
  setInterval(() => {
    behave = misbehaviours[(turn += 1) % misbehaviours.length] ?? passOn;
  }, changeEvery);
});
process.on('disconnect', () => process.exit(0));

createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    behave(response, incoming, Buffer.concat(chunks));
  });
  response.on('error', () => undefined);
}).listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
