import { join } from 'node:path';

/** Where the demonstration listens; every port lies at a fixed distance from the gateway's. */
export interface DemoPorts {
  readonly gateway: number;
  readonly ville: number;
  readonly bailleurs: number;
  readonly justice: number;
  readonly convention: number;
  readonly identity: number;
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
}

const usualBase = 4000;
/** What the convention of the repository says of its issuers. */
export const usualIssuers = 'http://127.0.0.1:4010/';
export const conventionFile = 'schema/convention.yaml';

/** @throws Error that names the variable and what it takes. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): DemoSettings {
  const base = Number(env['DEMO_PORT_BASE'] ?? usualBase);
  if (!Number.isInteger(base) || base < 1024 || base > 65_500) {
    throw new Error('DEMO_PORT_BASE : un nombre entier de 1024 à 65500 (4000 par défaut).');
  }
  const scale = Number(env['DEMO_SCALE'] ?? 1);
  if (!(scale >= 0.01 && scale <= 100)) {
    throw new Error('DEMO_SCALE : un nombre de 0.01 à 100 (1 par défaut).');
  }
  const shifted = base !== usualBase;
  const folder = env['DEMO_FOLDER'] ?? (shifted ? `var/demo-${base}` : 'var/demo');
  return {
    ports: {
      gateway: base,
      ville: base + 1,
      bailleurs: base + 2,
      justice: base + 3,
      convention: base + 4,
      identity: base + 10,
    },
    folder,
    convention: shifted ? join(folder, 'convention.yaml') : conventionFile,
    shifted,
    scale,
  };
}

/** The address of the provider as the convention writes it, with the slash. */
export function issuersOf({ ports }: DemoSettings): string {
  return `http://127.0.0.1:${ports.identity}/`;
}
