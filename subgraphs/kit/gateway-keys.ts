import type { Logger } from 'pino';
import { HeldKeys } from '../../schema/keys/held-keys.js';
import { TlsFiles } from '../../schema/process/tls-files.js';
import type { SubgraphConfig } from './config.js';

interface GatewayKeys {
  readonly keys: HeldKeys;
  readonly stop: () => void;
}

/** The keys by which the gateway signs, read as they are needed. @throws TlsFaults */
export function gatewayKeys(
  { gatewayJwks, gatewayCa }: Pick<SubgraphConfig, 'gatewayJwks' | 'gatewayCa'>,
  logger: Logger,
): GatewayKeys {
  const authority = gatewayCa === undefined ? null : TlsFiles.open({ ca: gatewayCa });
  authority?.follow(({ files, faults }) => {
    if (faults.length === 0) logger.info({ files }, "a new authority for the gateway's keys");
    else logger.error({ files, faults }, 'a new authority was refused; the last good one stays');
  });
  const pems = (): TlsFiles['current'] => authority?.current ?? {};
  const keys = HeldKeys.from(gatewayJwks, pems, ({ outcome, detail, faultyEntries, notable }) => {
    if (!notable) return;
    if (outcome === 'read') logger.info({ faultyEntries }, "the gateway's keys were read");
    else logger.error({ outcome, detail }, "the gateway's keys cannot be read");
  });
  return { keys, stop: () => authority?.stop() };
}
