import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { auditUrlFault } from '../../../gateway/audit/audit-url.js';
import { JournalHealth } from '../../../gateway/audit/journal-health.js';
import { ChainedJournal, type LineStore } from '../../../gateway/audit/journal.js';
import { openJournal } from '../../../gateway/audit/open-journal.js';
import { verifyJournal } from '../../../gateway/audit/verify-journal.js';
import { describeOnMariaDb, sharedMariaDb } from '../../harness/mariadb.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-journal-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const faultsOf = async (url: string) =>
  (await verifyJournal(url)).flatMap(({ check }) => check.faults);
const linesOf = async (url: string) =>
  (await verifyJournal(url)).map(({ check }) => check.lines).sort();

async function dropTable(url: string): Promise<void> {
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length));
    database.exec('DROP TABLE journal');
    database.close();
    return;
  }
  const { searchParams, pathname } = new URL(url);
  const connection = await createConnection({
    socketPath: searchParams.get('socket') ?? '',
    user: 'root',
    database: pathname.slice(1),
  });
  await connection.query('DROP TABLE journal');
  await connection.end();
}

function aJournal(kind: string, newUrl: () => Promise<string>): void {
  let url = '';

  beforeEach(async () => {
    url = await newUrl();
  });

  it('keeps what is recorded, awaited or not, as one unbroken chain', async () => {
    const journal = await openJournal(url);
    const awaited: Promise<void>[] = [];
    for (let n = 0; n < 50; n += 1) {
      const event = `{"n":${n},"texte":"é « ' \\\\ "}`;
      if (n % 3 === 0) awaited.push(journal.record(event));
      else journal.note(event);
    }
    await Promise.all(awaited);
    await journal.record('{"n":50}');
    await journal.close();
    expect(await linesOf(url)).toEqual([51]);
    expect(await faultsOf(url)).toEqual([]);
  });

  it('writes what nobody waits for before it closes', async () => {
    const journal = await openJournal(url);
    journal.note('{"n":1}');
    await journal.close();
    expect(await linesOf(url)).toEqual([1]);
  });

  it('says why it could not write, and nothing of what', async () => {
    const journal = await openJournal(url);
    const person = 'pseudonyme-de-la-personne';
    // The driver's own error quotes the statement, values and all.
    const written = kind === 'file' ? journal.close() : dropTable(url);
    await written;
    const failed = await journal.record(`{"personne":"${person}"}`).catch((e: unknown) => e);
    expect(failed).toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    expect(inspect(failed, { depth: 9, showHidden: true })).not.toContain(person);
    if (kind !== 'file') await journal.close();
  });

  it('goes on after a restart', async () => {
    for (const n of [1, 2, 3]) {
      const journal = await openJournal(url);
      await journal.record(`{"n":${n}}`);
      await journal.close();
    }
    // A file is one chain; each run of a process has its own in a database.
    expect(await linesOf(url)).toEqual(kind === 'file' ? [3] : [1, 1, 1]);
    expect(await faultsOf(url)).toEqual([]);
  });
}

describe.each(['file', 'sqlite'])('a journal in %s', (kind) => {
  aJournal(kind, () => Promise.resolve(`${kind}:${join(folder, 'sub', 'journal')}`));
});

describeOnMariaDb('a journal in mariadb', () => {
  aJournal('mariadb', async () => (await sharedMariaDb()).createDatabase());
});

describe('a journal in a file', () => {
  let path = '';

  beforeEach(async () => {
    path = join(folder, 'journal.jsonl');
    const journal = await openJournal(`file:${path}`);
    for (const n of [1, 2, 3, 4]) await journal.record(`{"n":${n}}`);
    await journal.close();
  });

  it.each([
    ['a changed line', (text: string) => text.replace('"n":2', '"n":7'), [3]],
    ['a line taken away', (text: string) => text.replace(/\{"n":2.*\n/, ''), [2]],
    [
      'two lines exchanged',
      (text: string) => text.replace(/(\{"n":2.*\n)(.*\n)/, '$2$1'),
      [2, 3, 4],
    ],
    ['the first line taken away', (text: string) => text.replace(/.*\n/, ''), [1]],
    ['a line put in', (text: string) => text.replace('\n', '\n{"n":9,"precedent":"x"}\n'), [2, 3]],
    ['half a line', (text: string) => text.replace(/"precedent".*\n$/, '\n'), [4]],
  ])('shows %s', async (_, tamper, broken) => {
    writeFileSync(path, tamper(readFileSync(path, 'utf8')));
    expect((await faultsOf(`file:${path}`)).map(({ line }) => line)).toEqual(broken);
  });

  it('says the last hash, which shows a cut end to who kept it', async () => {
    const [whole] = await verifyJournal(`file:${path}`);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\{"n":4.*\n/, ''));
    const [cut] = await verifyJournal(`file:${path}`);
    expect(cut?.check.faults).toEqual([]);
    expect(cut?.check.hash).not.toBe(whole?.check.hash);
  });

  it('begins a new line after half a line that a power cut left', async () => {
    appendFileSync(path, '{"n":5,"prec');
    const journal = await openJournal(`file:${path}`);
    await journal.record('{"n":6}');
    await journal.close();
    expect(await faultsOf(`file:${path}`)).toEqual([{ line: 5, fault: 'unreadable' }]);
    expect(readFileSync(path, 'utf8')).toMatch(/\n\{"n":6,"precedent":"[\w-]{43}"\}\n$/);
  });
});

describe('a journal in an SQLite file where all is right', () => {
  it('is opened, written and verified without making anything', async () => {
    const url = `sqlite:${join(folder, 'journal')}`;
    await (await openJournal(url)).close();
    const executed: string[] = [];
    const exec = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'exec');
    if (!exec) throw new Error('no exec');
    const run = exec.value as DatabaseSync['exec'];
    const noted = function (this: DatabaseSync, sql: string): void {
      executed.push(sql);
      run.call(this, sql);
    };
    Object.defineProperty(DatabaseSync.prototype, 'exec', { ...exec, value: noted });
    try {
      const journal = await openJournal(url);
      await journal.record('{"n":1}');
      await journal.close();
    } finally {
      Object.defineProperty(DatabaseSync.prototype, 'exec', exec);
    }
    expect(await linesOf(url)).toEqual([1]);
    expect(executed).toEqual(['BEGIN', 'COMMIT']);
  });
});

describe('events that nobody waits for', () => {
  const written: (readonly string[])[] = [];
  let held: Promise<void> = Promise.resolve();
  let journal: ChainedJournal;

  const numbers = (): number[][] =>
    written.map((lines) => lines.map((line) => (JSON.parse(line) as { n: number }).n));

  beforeEach(() => {
    written.length = 0;
    held = Promise.resolve();
    journal = new ChainedJournal({
      lastHash: '',
      append: (lines) => {
        written.push(lines);
        return held;
      },
      close: () => Promise.resolve(),
    });
  });

  it('go along with the next that somebody waits for', async () => {
    journal.note('{"n":1}');
    journal.note('{"n":2}');
    await journal.record('{"n":3}');
    expect(numbers()).toEqual([[1, 2, 3]]);
    await journal.close();
  });

  it('wait for company after a write that they came too late for', async () => {
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    const first = journal.record('{"n":1}');
    while (written.length === 0) await new Promise((resolve) => setImmediate(resolve));
    journal.note('{"n":2}');
    release();
    await first;
    journal.note('{"n":3}');
    expect(journal.queued).toBe(2);
    await journal.close();
    expect(numbers()).toEqual([[1], [2, 3]]);
  });
});

describe('a journal whose store fails', () => {
  it('refuses what was not written, and goes on with the chain once it can', async () => {
    const kept: string[] = [];
    let fails = false;
    const store: LineStore = {
      lastHash: '',
      append: (lines) => {
        if (fails) return Promise.reject(new Error('disk full'));
        kept.push(...lines);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
    const journal = new ChainedJournal(store);
    await journal.record('{"n":1}');
    fails = true;
    await expect(journal.record('{"n":2}')).rejects.toMatchObject({
      code: 'JOURNAL_UNAVAILABLE',
      httpStatus: 503,
    });
    fails = false;
    await journal.record('{"n":3}');
    writeFileSync(join(folder, 'j'), `${kept.join('\n')}\n`);
    expect(kept).toHaveLength(2);
    expect(await faultsOf(`file:${join(folder, 'j')}`)).toEqual([]);
  });
});

describe('a journal whose store hangs', () => {
  it('refuses within its deadline, at once while it is known, and goes on in a chain of its own', async () => {
    const kept: string[] = [];
    let hangs = true;
    let time = 0;
    const store: LineStore = {
      lastHash: '',
      append: (lines) => {
        if (hangs) return new Promise(() => undefined);
        kept.push(...lines);
        return Promise.resolve();
      },
      restart: () => Promise.resolve('new'),
      close: () => Promise.resolve(),
    };
    const told: unknown[] = [];
    const health = new JournalHealth({
      onFault: (cause) => told.push(cause),
      onRestored: (lost) => told.push(lost),
    });
    const times = { deadline: 20, pause: 1_000, checkEvery: 2_000 };
    const journal = new ChainedJournal(store, health, times, () => time);
    const refused = { code: 'JOURNAL_UNAVAILABLE', httpStatus: 503 };
    await expect(journal.record('{"n":1}')).rejects.toMatchObject(refused);
    expect(health.isWritable).toBe(false);
    hangs = false;
    // The store would answer now: within the pause it is not asked.
    await expect(journal.record('{"n":2}')).rejects.toMatchObject(refused);
    journal.note('{"n":2}');
    expect(journal.queued).toBe(0);
    expect(kept).toEqual([]);
    time += 1_001;
    await journal.record('{"n":3}');
    expect(kept).toEqual(['{"n":3,"precedent":"new"}']);
    expect(health.isWritable).toBe(true);
    expect(told).toHaveLength(2);
    expect(told[1]).toBe(3);
  });
});

describe('AUDIT_URL', () => {
  it.each(['file:var/j', 'sqlite:var/j', 'mysql://u:p@h:3306/b', 'mariadb://u@h/b'])(
    'may be %s',
    (url) => expect(auditUrlFault(url)).toBeNull(),
  );

  it.each(['', 'file:', 'var/j', 'http://h/b', 'mysql://u:secret@h', 'mysql://u:secret@h/a/b'])(
    'may not be %s, and what is wrong repeats no password',
    (url) => {
      expect(auditUrlFault(url)).toMatch(/^expected /);
      expect(auditUrlFault(url)).not.toContain('secret');
    },
  );
});
