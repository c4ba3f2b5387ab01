import process from 'node:process';
import { readSubscribers } from '../../subgraphs/kit/outbox/subscribers.js';
import { readIssuerSecrets } from '../identity-provider/issuer-secrets.js';
import { address } from '../programs.js';
import { issuersOf, readSettings } from '../settings.js';
import { requestToken } from '../token-request.js';
import { createSubscriber } from './server.js';
import { subscriptionsFile } from './subscriptions-file.js';
import { readToDo } from './to-do.js';

const settings = readSettings(process.env);
const subscribers = readSubscribers(subscriptionsFile(settings.folder));
if ('faults' in subscribers) {
  console.error(subscribers.faults.join('\n'));
  process.exit(1);
}
const server = createSubscriber(subscribers, async (signataire) => {
  const { clientSecret } = readIssuerSecrets(settings.folder, signataire);
  const token = await requestToken(`${issuersOf(settings)}${signataire}`, {
    client: signataire,
    secret: clientSecret,
  });
  return readToDo(address(settings.ports, 'gateway'), token);
});
server.on('error', (error) => {
  console.error(`subscriber cannot start: ${error.message}`);
  process.exit(1);
});
server.listen(settings.ports.subscriber, '127.0.0.1', () => {
  console.log(`subscriber listens on ${address(settings.ports, 'subscriber')}/`);
});
const stop = (): void => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
