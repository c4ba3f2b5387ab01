import { createServer } from 'node:net';
import type { DemoPorts } from './settings.js';

/** Which of the ports something else already listens on. */
export async function takenPorts(ports: DemoPorts): Promise<readonly number[]> {
  const all = Object.values(ports) as number[];
  const free = await Promise.all(all.map(isFree));
  return all.filter((_, index) => free[index] !== true);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
