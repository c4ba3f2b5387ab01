import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile, partners } from '../programs.js';

/** Raised when the seeded data change: databases of an older version are made anew. */
const seedVersion = 5;

interface Marker {
  readonly version: number;
  readonly scale: number;
  readonly day: string;
}

/**
 * Fills the three databases unless they already are. The marker is written last, so that a seeding
 * that was cut short is done again from nothing.
 * @param day AAAA-MM-JJ; the dates of the data count back from it.
 * @returns whether it seeded.
 */
export async function seedOnce(
  folder: string,
  signataires: readonly string[],
  scale: number,
  day: string,
): Promise<boolean> {
  const marker = join(folder, 'seeded.json');
  const done = readMarker(marker);
  if (done?.version === seedVersion && done.scale === scale) return false;
  rmSync(marker, { force: true });
  mkdirSync(folder, { recursive: true });
  for (const partner of partners) {
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(`${databaseFile(folder, partner)}${suffix}`, { force: true });
    }
  }
  // Loaded only when needed: a second start does without the entities and the faker.
  const [{ fillDatabases }, { inventData }] = await Promise.all([
    import('./fill-databases.js'),
    import('./invent.js'),
  ]);
  await fillDatabases(
    (partner) => `sqlite:${databaseFile(folder, partner)}`,
    inventData(signataires, scale, day),
  );
  const draft = `${marker}.draft`;
  writeFileSync(draft, JSON.stringify({ version: seedVersion, scale, day } satisfies Marker));
  renameSync(draft, marker);
  return true;
}

function readMarker(file: string): Marker | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Marker;
  } catch {
    return null;
  }
}
