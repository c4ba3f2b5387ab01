import process from 'node:process';
import { loadConvention, printFaults } from '../../schema/convention/load-convention.js';
import { readSettings } from '../settings.js';
import { createIdentityProvider } from './server.js';

const settings = readSettings(process.env);
const loaded = await loadConvention(settings.convention);
if (!('convention' in loaded)) {
  console.error(printFaults(settings.convention, loaded.faults).join('\n'));
  process.exit(1);
}
const server = await createIdentityProvider(loaded.convention, settings.folder);
server.on('error', (error) => {
  console.error(`identity provider cannot start: ${error.message}`);
  process.exit(1);
});
server.listen(settings.ports.identity, '127.0.0.1', () => {
  console.log(`identity provider listens on http://127.0.0.1:${settings.ports.identity}/`);
});
const stop = (): void => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
