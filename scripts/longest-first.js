// The order of the test files. Two run side by side: a long one that begins last would run alone.
// Everything that is not named comes afterwards, larger files first.
import { statSync } from 'node:fs';

const longest = [
  'conformance/canaries',
  'conformance/access-matrix',
  'conformance/access-scenarios-apollo',
  'conformance/access-scenarios',
  'demo/start-up',
  'ide/',
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
