import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { address } from '../programs.js';
import type { DemoSettings } from '../settings.js';
import { subscriptionsFile } from './subscriptions-file.js';

/** Whose services of the demonstration want to be told of acts. */
const subscribed = ['ekidom', 'ville-poitiers', 'parquet-poitiers'];

/** Made on the first start, then kept; readable by its owner only. */
export function writeSubscriptions({ folder, ports }: DemoSettings): void {
  const file = subscriptionsFile(folder);
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const subscriptions = subscribed.map((signataire) => ({
    signataire,
    url: `${address(ports, 'subscriber')}/${signataire}`,
    secret: randomBytes(32).toString('base64'),
  }));
  writeFileSync(file, JSON.stringify(subscriptions, null, 2), { mode: 0o600 });
}
