/** What is kept of a desk in this browser stands below names that begin with its place. */
export interface DeskPlace {
  /** Unique to this tab of the browser as long as the tab lives. */
  readonly name: string;
  /** The tab no longer works here: another may take the place over. */
  readonly release: () => void;
}

/** What is used of the browser's locks: they are its tabs' alone, and end with them. */
interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal },
    callback: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

export interface PlaceParts {
  readonly signataireId: string;
  readonly local: Storage;
  /** The browser tab's own, which survives a reload and is copied with a duplicated tab. */
  readonly session: Storage;
  readonly locks: Locks;
  readonly newId: () => string;
  readonly now: () => Date;
  /** How long a reloaded tab waits for itself to leave, in milliseconds. */
  readonly patience: number;
}

/** Desks of one signatory that a browser keeps. */
const mostPlaces = 10;
/** When a desk was last opened at a place: whoever writes it has the place. */
const opened = '/ouvert';

/**
 * Where this browser tab keeps its desk of a signatory: where it was before a reload, or else where
 * the tab that was closed last has left one, or else somewhere new. Two tabs never share a place: one
 * that was duplicated begins with a copy.
 */
export async function takePlace(parts: PlaceParts): Promise<DeskPlace> {
  const choosing = await hold(`${parts.signataireId}/choix`, parts.locks, {});
  try {
    return await choosePlace(parts);
  } finally {
    choosing?.release();
  }
}

async function choosePlace(parts: PlaceParts): Promise<DeskPlace> {
  const { signataireId, local, session, locks, newId, now, patience } = parts;
  const all = `${signataireId}/bureaux`;
  const mine = session.getItem(`passerelle/${all}`);
  const place =
    mine === null
      ? await firstFree(placesIn(local, all), locks)
      : await hold(mine, locks, { signal: AbortSignal.timeout(patience) });
  const taken = place ?? (await hold(`${all}/${newId()}`, locks));
  if (!taken) throw new Error('a new place is free');
  // A duplicated tab begins with what the other holds; the first of all with what is from before.
  if (!place) copy(local, mine ?? signataireId, taken.name);
  write(session, `passerelle/${all}`, taken.name);
  write(local, `passerelle/${taken.name}${opened}`, now().toISOString());
  for (const name of placesIn(local, all).slice(mostPlaces)) {
    const left = await hold(name, locks);
    if (!left) continue;
    for (const key of keysBelow(local, name)) local.removeItem(key);
    left.release();
  }
  return taken;
}

/** Takes a place that nobody has; null where somebody has it, or still has it at the signal. */
async function hold(
  name: string,
  locks: Locks,
  options: Parameters<Locks['request']>[1] = { ifAvailable: true },
): Promise<DeskPlace | null> {
  return new Promise((resolve) => {
    locks
      .request(`passerelle/${name}`, options, (lock) => {
        if (lock === null) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => resolve({ name, release }));
      })
      // Waited in vain.
      .catch(() => resolve(null));
  });
}

async function firstFree(names: readonly string[], locks: Locks): Promise<DeskPlace | null> {
  for (const name of names) {
    const place = await hold(name, locks);
    if (place) return place;
  }
  return null;
}

/** The last one opened first. */
function placesIn(local: Storage, all: string): readonly string[] {
  const times = keysBelow(local, all).filter((key) => key.endsWith(opened));
  return times
    .map((key) => ({ key, time: local.getItem(key) ?? '' }))
    .sort((left, other) => (left.time < other.time ? 1 : -1))
    .map(({ key }) => key.slice('passerelle/'.length, -opened.length));
}

function keysBelow(local: Storage, name: string): readonly string[] {
  return Array.from({ length: local.length }, (_, index) => local.key(index) ?? '').filter((key) =>
    key.startsWith(`passerelle/${name}/`),
  );
}

function copy(local: Storage, from: string, to: string): void {
  for (const part of ['graphiql:tabState', 'finalites']) {
    const value = local.getItem(`passerelle/${from}/${part}`);
    if (value !== null) write(local, `passerelle/${to}/${part}`, value);
  }
}

function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // A full storage: the place is this tab's until the page is closed.
  }
}
