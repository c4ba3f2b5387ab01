// Runs the tests, and suites that failed once more, alone: docs/decisions/failed-suites-run-again.md.
//   node scripts/test-twice.js FOLDER COMMAND…
// COMMAND is Jest, or ends in it. Written into FOLDER: `counts` (passed and failed), `failed` and
// `passed-again` (tests by name, with what they said first). Ends with 0 when nothing failed at last.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When more fail, the machine is not to blame. */
const most = 5;

const [folder, program, ...given] = process.argv.slice(2);

/** @returns what Jest says of the run; null when it says nothing. */
function run(name, args) {
  const file = join(folder, `${name}.json`);
  const all = [...given, ...args, '--json', `--outputFile=${file}`];
  const { status } = spawnSync(program, all, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (!existsSync(file)) return null;
  return { status, suites: JSON.parse(readFileSync(file, 'utf8')).testResults };
}

const failedSuites = (suites) => suites.filter(({ status }) => status === 'failed');
const shortened = (text) => text.trim().slice(0, 400).replaceAll('\n', '\n    ');

/** What failed in a suite, by name; its own message where no test did. */
function failuresOf({ name, status, message, assertionResults }) {
  const suite = name.replace(/^.*dist\/test\//, '');
  const failing = assertionResults.filter((test) => test.status === 'failed');
  if (failing.length > 0) {
    return failing.map(({ fullName, failureMessages }) => ({
      title: `${suite}: ${fullName}`,
      said: shortened(failureMessages.join('\n')),
    }));
  }
  return status === 'failed' ? [{ title: suite, said: shortened(message) }] : [];
}

const asLines = (failures) => failures.map(({ title, said }) => `${title}\n    ${said}\n`).join('');

const first = run('first', []);
let last = first;
const suspects = failedSuites(first?.suites ?? []);
if (suspects.length > 0 && suspects.length <= most) {
  const paths = suspects.map(({ name }) => name);
  console.error(`\n=== run again, alone\n${paths.join('\n')}\n`);
  const again = run('again', ['--runInBand', '--runTestsByPath', ...paths]);
  if (again) {
    const latest = new Map(again.suites.map((suite) => [suite.name, suite]));
    last = {
      status: again.status,
      suites: first.suites.map((suite) => latest.get(suite.name) ?? suite),
    };
  }
}

const failed = (last?.suites ?? []).flatMap(failuresOf);
const still = new Set(failed.map(({ title }) => title));
// A suite that did not load, and loads the second time, may say its fault by a test's name then.
const suitesStill = new Set(failedSuites(last?.suites ?? []).map(({ name }) => name));
const passedAgain = suspects.flatMap((suite) =>
  failuresOf(suite).filter(({ title }) =>
    suite.assertionResults.length === 0 ? !suitesStill.has(suite.name) : !still.has(title),
  ),
);
const passed = (last?.suites ?? []).flatMap(({ assertionResults }) =>
  assertionResults.filter((test) => test.status === 'passed'),
).length;
// It ended badly, and no test says why.
const silent = last === null || (last.status !== 0 && failed.length === 0) ? 1 : 0;

writeFileSync(join(folder, 'counts'), `${passed} ${failed.length + silent}\n`);
writeFileSync(join(folder, 'failed'), asLines(failed));
writeFileSync(join(folder, 'passed-again'), asLines(passedAgain));
process.exitCode = failed.length + silent === 0 ? 0 : 1;
