/**
 * Stands in the gateway's place while the honest caller is measured beside load that harms nobody: it
 * reads what the hostile caller sends and refuses it, and reads what the hostile partner answers and
 * drops it. Arguments: port, address of the partner.
 */
import { createServer, request } from 'node:http';
import { setInterval as everySoOften } from 'node:timers';

const [port = '', partner = ''] = process.argv.slice(2);
/** As often as the hostile caller asks through that partner. */
const askEvery = 300;
const refusal = JSON.stringify({ errors: [{ message: 'non', extensions: { code: 'DECOY' } }] });

process.on('message', () => {
  everySoOften(() => {
    const asking = request(partner, { method: 'POST', timeout: 10_000 }, (answer) => {
      answer.on('error', () => undefined).resume();
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => undefined).end('{}');
  }, askEvery);
});
process.on('disconnect', () => process.exit(0));

createServer((incoming, response) => {
  incoming.resume().on('end', () => {
    response.writeHead(429, { 'content-type': 'application/json' }).end(refusal);
  });
}).listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
