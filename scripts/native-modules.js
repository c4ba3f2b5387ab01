// Jest's own runner of tests, with Node's modules instead of a copy of them for each suite: see
// docs/decisions/suites-share-modules.md.
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { default: circus } = require('jest-circus/runner');

const names = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'expect',
  'it',
  'test',
];
/** What the running suite calls. A module that an earlier one has imported reaches it too. */
const running = (globalThis[Symbol.for('passerelle.test.globals')] = { globals: null });

const globalsUrl = 'passerelle:jest-globals';
const globalsSource = `
  const running = globalThis[Symbol.for('passerelle.test.globals')];
  const forward = (name) => new Proxy(function () {}, {
    get: (_, key) => running.globals[name][key],
    apply: (_, self, given) => running.globals[name](...given),
  });
  ${names.map((name) => `export const ${name} = forward('${name}');`).join('\n')}
`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: globalsUrl, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === globalsUrl
      ? { format: 'module', source: globalsSource, shortCircuit: true }
      : next(url, context),
});

export default function runSuite(globalConfig, config, environment, runtime, testPath, send) {
  const native = Object.create(runtime, {
    requireInternalModule: {
      // It keeps the tests of a suite, and who listens to them.
      value: (path) => {
        delete require.cache[path];
        delete globalThis[Symbol.for('EVENT_HANDLERS')];
        return require(path);
      },
    },
    setGlobalsForRuntime: { value: (globals) => (running.globals = globals) },
    unstable_shouldLoadAsEsm: { value: () => true },
    unstable_importModule: { value: (path) => import(pathToFileURL(path).href) },
  });
  return circus(globalConfig, config, environment, native, testPath, send);
}
