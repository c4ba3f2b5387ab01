// The order of the test files. Three run side by side: a long one that begins last would run alone.
// What took half a minute or more, longest first, as measured on two shared cores; then by folder,
// larger files first.
import { statSync } from 'node:fs';

export const longest = [
  'conformance/canaries',
  'subgraphs/import/import.test',
  'conformance/access-scenarios-apollo',
  'conformance/access-scenarios',
  'demo/start-up',
  'ide/panels.test',
  'ide/home.test',
  'conformance/workflows/',
  'conformance/access-matrix',
  'ide/acts.test',
  'subgraphs/kit/starting',
  'deploy/rolling-restarts',
  'subgraphs/import/killed',
  'failing-operators',
  'both-forms',
  'large-operations',
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
