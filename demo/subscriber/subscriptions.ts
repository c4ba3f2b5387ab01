import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { address } from '../programs.js';
import type { DemoSettings } from '../settings.js';
import { subscriptionsFile } from './subscriptions-file.js';

/** Whose services of the demonstration want to be told of acts. */
const subscribed = ['ekidom', 'ville-poitiers', 'parquet-poitiers'];

/** Written at each start, for the ports may be others; the secrets stay. Readable by its owner only. */
export function writeSubscriptions({ folder, ports }: DemoSettings): void {
  const file = subscriptionsFile(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Subscription[])
    : [];
  const subscriptions = subscribed.map((signataire): Subscription => ({
    signataire,
    url: `${address(ports, 'subscriber')}/${signataire}`,
    secret:
      kept.find((before) => before.signataire === signataire)?.secret ??
      randomBytes(32).toString('base64'),
  }));
  writeFileSync(file, JSON.stringify(subscriptions, null, 2), { mode: 0o600 });
}

interface Subscription {
  readonly signataire: string;
  readonly url: string;
  readonly secret: string;
}
