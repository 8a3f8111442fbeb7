/** From below to above: a module imports only from those before it; what stands in one line may import each other. */
const order = [
  ['platform'],
  ['bpmn', 'forms'],
  ['jobs'],
  ['mail'],
  ['settings'],
  ['people'],
  ['exports'],
  ['customers'],
  ['processes'],
  ['tickets'],
  ['tasks'],
  ['dispatch'],
  ['papers'],
  ['audit'],
  ['departure'],
  ['demo'],
  ['backup'],
  ['app'],
  ['scenarios'],
];
const areas = ['platform', 'bpmn', 'forms', 'jobs', 'mail', 'demo', 'backup', 'app', 'scenarios'];
const pathOf = (module) => (areas.includes(module) ? `^src/${module}/` : `^src/modules/${module}/`);
const anyOf = (modules) => modules.map(pathOf).join('|');

/** What each layer of a module may use of the same module, besides itself. */
const layers = {
  model: [],
  store: ['model'],
  read: ['store', 'model'],
  steps: ['read', 'store', 'model'],
  commands: ['steps', 'read', 'store', 'model'],
  services: ['steps', 'commands', 'read', 'store', 'model'],
  jobs: ['commands', 'steps', 'services', 'read', 'store', 'model'],
  // of the store only the types of rows, which tests/architecture.test.ts sees to: this parser does not tell types
  web: ['commands', 'steps', 'services', 'read', 'store', 'model'],
};

/** Packages that one room keeps to itself, so that it can be replaced and its effects are in one place. */
const packages = [
  ['^node_modules/(bpmn-(engine|elements|moddle)|moddle[^/]*)/', '^src/bpmn/'],
  ['^node_modules/camunda-bpmn-moddle/', '^src/(bpmn|browser)/'],
  ['^node_modules/(pg|better-sqlite3)/', '^src/platform/db/'],
  [
    '^node_modules/(express-[^/]+|helmet|multer|csrf-csrf|cookie-parser|compression)/',
    '^src/(platform/web|app)/',
  ],
  ['^node_modules/nodemailer/', '^src/mail/'],
  ['^node_modules/ajv', '^src/forms/'],
  ['^node_modules/playwright', '^src/platform/printing/'],
  ['^node_modules/(bpmn-js|diagram-js)', '^src/browser/'],
  ['^node_modules/bpmn-auto-layout', '^src/(browser|bpmn/foreign)/'],
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'What needs each other is one thing: put it together, or let the upper part hand in what the lower one lacks.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-import-is-there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-through-the-index',
      comment: 'What other modules may use of a module is what its index.ts gives.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(modules|browser)/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'only-through-the-index-of-another-module',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'not-through-the-own-index',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/$1/index\\.ts$' },
    },
    ...order.flatMap((modules, rank) => {
      const above = order.slice(rank + 1).flat();
      if (above.length === 0) return [];
      return {
        name: `${modules.join('-and-')}-know-nothing-above`,
        comment: 'Hand it in from above, or move what is needed to the lower module.',
        severity: 'error',
        from: { path: anyOf(modules) },
        to: { path: anyOf(above) },
      };
    }),
    ...Object.entries(layers).map(([layer, below]) => ({
      name: `${layer}-uses-only-${below.join('-') || 'itself'}`,
      severity: 'error',
      from: { path: `^src/modules/([^/]+)/${layer}/` },
      to: {
        path: '^src/modules/$1/',
        pathNot: [layer, ...below].map((name) => `^src/modules/$1/${name}/`),
      },
    })),
    {
      name: 'engine-is-pure',
      comment: 'bpmn/ and the rules know no database, clock, web or file.',
      severity: 'error',
      from: { path: '^src/bpmn/|^src/modules/[^/]+/model/' },
      to: {
        path: '^(fs|fs/promises|net|http|https|child_process|dgram|tls)$|^node_modules/(knex|express|pino)/',
      },
    },
    {
      name: 'feel-is-by-itself',
      severity: 'error',
      from: { path: '^src/bpmn/feel/' },
      to: { path: '^src/', pathNot: '^src/bpmn/feel/' },
    },
    {
      name: 'browser-shares-rules-and-types',
      comment:
        'The browser loads rules (model), the expression language, addresses and types of what travels, never an index.',
      severity: 'error',
      from: { path: '^src/browser/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/browser/|^src/modules/[^/]+/model/|^src/bpmn/feel/|^src/forms/(schema|compute)/|^src/platform/paths[.]ts$',
      },
    },
    {
      name: 'server-loads-nothing-of-the-browser',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/browser/' },
      to: { path: '^src/browser/' },
    },
    {
      name: 'nothing-leaves-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|views|forms|processes|papers)/' },
    },
    ...packages.map(([found, owner]) => ({
      name: `only-${owner.replace(/[^a-z]+/gi, '-')}-may-import-${found.replace(/[^a-z]+/gi, '-')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: owner },
      to: { path: found, dependencyTypesNot: ['type-only'] },
    })),
  ],
  options: {
    // TypeScript 7 has no parser that other programs can call
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
