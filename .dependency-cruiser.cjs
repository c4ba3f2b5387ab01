/** The arrows of docs/architecture.md §1: main → http → engine → {access, identity, audit} → errors. */
const gatewayLayer = (from, to) => ({
  name: `gateway-${from}-not-to-${to.join('-')}`,
  severity: 'error',
  from: { path: `^gateway/${from}/` },
  to: { path: `^gateway/(${to.join('|')})/` },
});

/** The engine's stages, in the order of docs/architecture.md: each may know those before it only. */
const stages = ['json', 'planning', 'fetching', 'merging', 'running', 'answering'];
const engineStages = stages.map((stage, index) => ({
  name: `engine-${stage}-knows-only-what-comes-before`,
  severity: 'error',
  from: { path: `^gateway/engine/${stage}/` },
  to: {
    path: '^gateway/engine/',
    pathNot: `^gateway/engine/(${stages.slice(0, index + 1).join('|')})/`,
  },
}));

/** The rooms of schema/, and which others each of them may know. */
const rooms = {
  reference: ['contract'],
  contract: [],
  process: [],
  keys: ['process'],
  rules: ['contract'],
  convention: ['contract', 'process', 'keys'],
  compose: ['convention', 'rules', 'process'],
  visible: ['convention', 'rules', 'compose'],
  rights: ['contract', 'convention', 'rules'],
  documents: ['visible', 'rules'],
  partner: ['contract', 'convention', 'keys', 'process', 'rules'],
};
const schemaRooms = Object.entries(rooms).map(([room, known]) => ({
  name: `schema-${room}-knows-its-neighbours-only`,
  severity: 'error',
  from: { path: `^schema/${room}/` },
  to: { path: '^schema/[^/]+/', pathNot: `^schema/(${[room, ...known].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nobody-imports-a-main', severity: 'error', from: {}, to: { path: '(^|/)main\\.ts$' } },
    {
      name: 'a-main-alone-imports-a-program',
      severity: 'error',
      from: { pathNot: '(^|/)(main|planning-child)\\.ts$' },
      to: { path: '(^|/)(planning-)?program\\.ts$' },
    },
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
      name: 'schema-knows-nobody',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(gateway|subgraphs|ide|demo|bench|test|examples)/' },
    },
    ...schemaRooms,
    {
      name: 'only-a-terminal-runs-the-programs',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|demo)/' },
      to: { path: '^schema/cli/', pathNot: '^schema/cli/command-line\\.ts$' },
    },
    {
      name: 'kit-knows-the-contract-only',
      severity: 'error',
      comment: 'Partners embed the kit: what a convention says reaches it in the token.',
      from: { path: '^subgraphs/kit/' },
      to: {
        path: '^schema/',
        pathNot: '^schema/(contract|process|reference|keys)/|^schema/is-record',
      },
    },
    {
      name: 'access-knows-rules-only',
      severity: 'error',
      from: { path: '^gateway/access/' },
      to: { path: '^schema/', pathNot: '^schema/rules/|^schema/is-record' },
    },
    {
      name: 'rules-and-visibility-are-pure',
      severity: 'error',
      from: { path: '^schema/(rules|visible|rights|contract)/' },
      to: {
        path: '^(node:)?(fs|http|https|net|timers|child_process|undici|pino)',
        dependencyTypesNot: ['type-only'],
      },
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
