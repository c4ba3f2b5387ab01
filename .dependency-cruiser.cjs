/** The arrows of docs/architecture.md §1: main → http → engine → {access, identity, audit} → errors. */
const gatewayLayer = (from, to) => ({
  name: `gateway-${from}-not-to-${to.join('-')}`,
  severity: 'error',
  from: { path: `^gateway/${from}/` },
  to: { path: `^gateway/(${to.join('|')})/` },
});

/** The engine's stages, in the order of docs/architecture.md: each may know those before it only. */
const stages = ['json', 'planning', 'fetching', 'running', 'answering'];
const engineStages = stages.map((stage, index) => ({
  name: `engine-${stage}-knows-only-what-comes-before`,
  severity: 'error',
  from: { path: `^gateway/engine/${stage}/` },
  to: {
    path: '^gateway/engine/',
    pathNot: `^gateway/engine/(${stages.slice(0, index + 1).join('|')})/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nobody-imports-a-main', severity: 'error', from: {}, to: { path: '(^|/)main\\.ts$' } },
    gatewayLayer('access', ['identity', 'audit', 'engine', 'http']),
    gatewayLayer('identity', ['access', 'audit', 'engine', 'http']),
    gatewayLayer('audit', ['access', 'identity', 'engine', 'http']),
    gatewayLayer('engine', ['http']),
    ...engineStages,
    {
      name: 'access-is-pure',
      severity: 'error',
      comment: 'gateway/access decides; it has no I/O, no clock, no logger.',
      from: { path: '^gateway/access/' },
      to: {
        path: '^(node:)?(fs|http|https|net|timers|child_process|undici|pino)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'gateway-and-subgraphs-apart',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(subgraphs|demo|bench|test)/' },
    },
    {
      name: 'subgraphs-know-only-kit-and-schema',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^(gateway|demo|bench|test)/' },
    },
    {
      name: 'two-subgraphs-never-import-each-other',
      severity: 'error',
      from: { path: '^subgraphs/(ville|bailleurs|justice|convention)/' },
      to: { path: '^subgraphs/(ville|bailleurs|justice|convention)/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'kit-knows-no-subgraph',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: { path: '^subgraphs/(ville|bailleurs|justice|convention)/' },
    },
    {
      name: 'schema-stands-alone',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(gateway/(?!access/|errors)|subgraphs|demo|bench|test)' },
    },
    {
      name: 'nobody-depends-on-the-demonstration',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|schema)/' },
      to: { path: '^(demo|bench|test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
