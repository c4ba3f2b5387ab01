// The order of the test files. Three run side by side: a long one that begins last would run alone.
// What took half a minute or more, longest first, as measured on two shared cores; then by folder,
// larger files first.
import { statSync } from 'node:fs';

export const longest = [
  'ide/accessibility.test',
  'ide/panels.test',
  'conformance/access-matrix',
  'both-forms',
  'failing-operators',
  'conformance/killed-directory',
  'conformance/workflows/',
  'demo/start-up',
  'conformance/canaries',
  'ide/acts.test',
  'ide/home.test',
  'ide/session.test',
  'conformance/access-scenarios',
  'ide/tabs.test',
  'subgraphs/import/',
  'gateway/bad-start',
  'identity/issuer-keys',
  'deploy/rolling-restarts',
  'large-operations',
  'subgraphs/kit/starting',
  'ide/',
  'asked-operators',
  'conformance/register-acts',
  'foreign-subgraph',
  'decide.property',
  'subgraphs/kit/slow-statements',
  'schema/cli/programs',
  'planning/',
  'conformance/',
  'federation/',
  'gateway/',
  'subgraphs/',
];

export default class LongestFirst {
  sort(tests) {
    const keyed = tests.map((test) => {
      const at = longest.findIndex((part) => test.path.replaceAll('\\', '/').includes(part));
      return { test, at: at < 0 ? longest.length : at, size: statSync(test.path).size };
    });
    keyed.sort((a, b) => a.at - b.at || b.size - a.size);
    return keyed.map(({ test }) => test);
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, index) => index % shardCount === shardIndex - 1);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // How long each took is known well enough.
  }
}
