import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { databasesIn, noParts, type Parts } from '../databases.js';

/** Raised when the seeded data change: databases of an older version are made anew. */
const seedVersion = 15;

interface Marker {
  readonly version: number;
  readonly scale: number;
  readonly day: string;
  /** The files, by name: another form of the demonstration has others. */
  readonly files: readonly string[];
}

/**
 * Fills the databases unless they already are. The marker is written last, so that a seeding
 * that was cut short is done again from nothing.
 * @param day AAAA-MM-JJ; the dates of the data count back from it.
 * @returns whether it seeded.
 */
export async function seedOnce(
  folder: string,
  signataires: readonly string[],
  scale: number,
  day: string,
  parts: Parts = noParts,
): Promise<boolean> {
  const marker = join(folder, 'seeded.json');
  const done = readMarker(marker);
  const databases = databasesIn(folder, parts);
  const files = databases.map(({ file }) => basename(file));
  if (done?.version === seedVersion && done.scale === scale && done.files.join() === files.join()) {
    return false;
  }
  rmSync(marker, { force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file } of databases) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
  // Loaded only when needed: a second start does without the entities and the faker.
  const [{ fillEach }, { inventBlocks }] = await Promise.all([
    import('./fill-databases.js'),
    import('./invent.js'),
  ]);
  await fillEach(
    databases.map(({ partner, operator, file }) => ({ partner, operator, url: `sqlite:${file}` })),
    inventBlocks(signataires, scale, day),
  );
  const draft = `${marker}.draft`;
  writeFileSync(
    draft,
    JSON.stringify({ version: seedVersion, scale, day, files } satisfies Marker),
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
