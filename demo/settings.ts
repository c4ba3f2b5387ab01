import { join } from 'node:path';
import { EnvironmentReader, type Environment } from '../schema/process/environment.js';
import { variables } from '../schema/process/variables.js';

/** Where the demonstration listens; every port lies at a fixed distance from the gateway's. */
export interface DemoPorts {
  readonly gateway: number;
  readonly ville: number;
  readonly bailleurs: number;
  readonly justice: number;
  readonly convention: number;
  readonly identity: number;
  readonly subscriber: number;
}

/** What the environment says about the demonstration. */
export interface DemoSettings {
  readonly ports: DemoPorts;
  /** Databases, keys and secrets; may be removed at any time while nothing runs. */
  readonly folder: string;
  /** The convention file that the processes read: the issuers in it follow the ports. */
  readonly convention: string;
  readonly shifted: boolean;
  readonly scale: number;
  /** Each landlord operates its part of `bailleurs`, each city and EPCI its part of `ville`. */
  readonly partitioned: boolean;
}

const usualBase = variables.DEMO_PORT_BASE.fallback;
/** What the convention of the repository says of its issuers. */
export const usualIssuers = 'http://127.0.0.1:4010/';
export const conventionFile = 'schema/convention.yaml';

/** @throws EnvironmentFaults */
export function readSettings(env: Environment): DemoSettings {
  const environment = new EnvironmentReader(env);
  const base = environment.read('DEMO_PORT_BASE');
  const scale = environment.read('DEMO_SCALE');
  const given = environment.read('DEMO_FOLDER');
  const partitioned = environment.read('DEMO_PARTITIONS') > 1;
  environment.requireFaultless();
  const shifted = base !== usualBase;
  const folder = given ?? (shifted ? `var/demo-${base}` : 'var/demo');
  return {
    ports: {
      gateway: base,
      ville: base + 1,
      bailleurs: base + 2,
      justice: base + 3,
      convention: base + 4,
      identity: base + 10,
      subscriber: base + 11,
    },
    folder,
    convention: shifted ? join(folder, 'convention.yaml') : conventionFile,
    shifted,
    scale,
    partitioned,
  };
}

/** The address of the provider as the convention writes it, with the slash. */
export function issuersOf({ ports }: DemoSettings): string {
  return `http://127.0.0.1:${ports.identity}/`;
}
