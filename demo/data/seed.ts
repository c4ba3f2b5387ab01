import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile, partFile, partners } from '../programs.js';

/** Raised when the seeded data change: databases of an older version are made anew. */
const seedVersion = 12;

interface Marker {
  readonly version: number;
  readonly scale: number;
  readonly day: string;
  /** How many operate a part of `bailleurs`; absent: none. */
  readonly parts?: number;
}

/**
 * Fills the three databases unless they already are. The marker is written last, so that a seeding
 * that was cut short is done again from nothing.
 * @param day AAAA-MM-JJ; the dates of the data count back from it.
 * @param operators who operate a part of `bailleurs` each: a database for each of them too.
 * @returns whether it seeded.
 */
export async function seedOnce(
  folder: string,
  signataires: readonly string[],
  scale: number,
  day: string,
  operators: readonly string[] = [],
): Promise<boolean> {
  const marker = join(folder, 'seeded.json');
  const done = readMarker(marker);
  const parts = operators.length;
  if (done?.version === seedVersion && done.scale === scale && (done.parts ?? 0) === parts) {
    return false;
  }
  rmSync(marker, { force: true });
  mkdirSync(folder, { recursive: true });
  const files = [
    ...partners.map((partner) => databaseFile(folder, partner)),
    ...operators.map((operator) => partFile(folder, operator)),
  ];
  for (const file of files) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
  // Loaded only when needed: a second start does without the entities and the faker.
  const [{ fillBailleurs, fillDatabases }, { inventBlocks }, { partsOf }] = await Promise.all([
    import('./fill-databases.js'),
    import('./invent.js'),
    import('./part-of.js'),
  ]);
  const invent = () => inventBlocks(signataires, scale, day);
  await fillDatabases((partner) => `sqlite:${databaseFile(folder, partner)}`, invent());
  for (const operator of operators) {
    await fillBailleurs(`sqlite:${partFile(folder, operator)}`, partsOf(invent(), operator));
  }
  const draft = `${marker}.draft`;
  writeFileSync(
    draft,
    JSON.stringify({ version: seedVersion, scale, day, parts } satisfies Marker),
  );
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
