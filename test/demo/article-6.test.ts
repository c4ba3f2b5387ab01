import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RunningDemonstration } from '../../demo/demonstration.js';
import { readSettings } from '../../demo/settings.js';
import { DemoProcess, freeBase, type Finished } from './demo-process.js';

// Not the demonstration that suites share: that one is only read.
const folder = mkdtempSync(join(tmpdir(), 'passerelle-article-6-'));
const conventionCopy = join(folder, 'convention.yaml');
const page = fileURLToPath(new URL('../../../docs/article-6.md', import.meta.url));
let env: Record<string, string>;
let demo: DemoProcess;

beforeAll(async () => {
  env = { DEMO_PORT_BASE: String(await freeBase()), DEMO_FOLDER: folder, DEMO_SCALE: '0.05' };
  demo = new DemoProcess('main', [], env);
  await demo.printed('Ctrl-C arrête tout.');
}, 90_000);

afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true });
});

function tell(): Promise<Finished> {
  return new DemoProcess('article-6/main', [], env).finished;
}

/** Changes the convention that the gateway reads, and waits until police or gendarmerie hold a right less. */
async function withdraw(scope: string, from: string, left: string): Promise<void> {
  const before = readFileSync(conventionCopy, 'utf8');
  const grant = new RegExp(`(donnees: \\['${scope}'\\]\\n\\s+a: )${from}`);
  const after = before.replace(grant, `$1${left}`);
  expect(after).not.toBe(before);
  const demonstration = new RunningDemonstration(readSettings(env));
  const holders = async (): Promise<number> => {
    const answers = await Promise.all(
      ['police-nationale-86', 'gendarmerie-86'].map((force) =>
        demonstration.ask(force, 'suivi-plaintes', '{ moi { droits { portee } } }'),
      ),
    );
    return answers.filter(({ data }) => JSON.stringify(data).includes(`"${scope}"`)).length;
  };
  const held = await holders();
  writeFileSync(conventionCopy, after);
  while ((await holders()) === held) await delay(50);
}

test('eight signatories play article 6, and the page shows what they see', async () => {
  const { status, stdout, stderr } = await tell();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(/```text\n([^]*?)```/.exec(readFileSync(page, 'utf8'))?.[1]).toBe(stdout);
  const actors = new Set(
    [...stdout.matchAll(/^ +\d+\. {2}([a-z0-9-]+) /gm)].map(([, actor]) => actor),
  );
  expect(actors.size).toBe(8);
});

test('it ends with status 1 where a signatory does not see what the convention says', async () => {
  await withdraw('incident:victime-identite', '\\*forces', '[gendarmerie-86]');
  const { status, stdout, stderr } = await tell();
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr:
      '! police-nationale-86 lit « ✗ » de incident.victime.identite, attendu « Solène Maréchal-Inventée ».\n' +
      'L’histoire n’est pas celle de la convention.\n',
  });
  expect(stdout).toContain('  49.  ville-poitiers clôt le dossier');
});

test('it ends with status 1 where an act is not done', async () => {
  await withdraw(
    'signalement:reponse',
    '\\[police-nationale-86, gendarmerie-86, ',
    '[police-nationale-86, ',
  );
  const { status, stderr } = await tell();
  expect(status).toBe(1);
  expect(stderr).toContain('! reorienterSignalement par gendarmerie-86 : attendu ');
  expect(stderr).toContain('L’histoire s’arrête là.');
});

test('it says what to do where no demonstration runs', async () => {
  const none = { ...env, DEMO_FOLDER: join(folder, 'aucune') };
  const { status, stdout, stderr } = await new DemoProcess('article-6/main', [], none).finished;
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('lancez d’abord npm start');
});
