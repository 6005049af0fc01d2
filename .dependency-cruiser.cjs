/**
 * Which part may know which: dependencies point one way, from functions down to the kernel.
 * Each rule has a file of its name below test/architecture/fixtures that breaks it.
 */

/** Specs and their helpers may reach further than the code they test. */
const TESTS = '\\.spec\\.ts$|^test/';

/**
 * A rule about what the files of a folder may import.
 *
 * @param {string} name of the rule and of its fixture
 * @param {string} comment what to do instead
 * @param {string} path of the importing files; its groups are $1, $2 in `to`
 * @param {object} to what must not be imported
 * @param {string[]} except importing files that may
 */
function never(name, comment, path, to, except = []) {
  return { name, comment, severity: 'error', from: { path, pathNot: [TESTS, ...except] }, to };
}

const layers = [
  never(
    'kernel-stands-on-nothing',
    'The kernel imports itself and class-validator, nothing else: move what needs more into eventsourcing.',
    '^src/kernel/',
    { pathNot: ['^src/kernel/', 'node_modules/class-validator/'] },
  ),
  never(
    'eventsourcing-knows-the-kernel-alone',
    'The engine knows ports, not what is behind them: put a port here and its adapter into src/aws.',
    '^src/eventsourcing/',
    { path: '^src/', pathNot: '^src/(eventsourcing|kernel)/' },
  ),
  never(
    'http-knows-eventsourcing-and-kernel',
    'The HTTP layer serves any controller: what one context needs belongs into that context.',
    '^src/http/',
    { path: '^src/', pathNot: '^src/(http|identity|eventsourcing|outside|kernel)/' },
  ),
  never(
    'outside-knows-the-kernel-alone',
    'What there is outside is described here as ports: adapters are in src/aws.',
    '^src/outside/',
    { path: '^src/', pathNot: '^src/(outside|kernel)/' },
  ),
  never(
    'identity-knows-outside-and-kernel',
    'Who somebody is does not depend on what they ask for: move what needs a request or an aggregate elsewhere.',
    '^src/identity/',
    { path: '^src/', pathNot: '^src/(identity|outside|kernel)/' },
  ),
  never(
    'aws-knows-eventsourcing-and-kernel',
    'An adapter fulfils a port of the engine and knows nothing of those who use it.',
    '^src/aws/',
    { path: '^src/', pathNot: '^src/(aws|eventsourcing|outside|kernel)/' },
  ),
  never(
    'contexts-know-http-eventsourcing-and-kernel',
    'A context is bound to AWS and to the environment in src/composition: have what it needs injected.',
    '^src/contexts/',
    { path: '^src/', pathNot: '^src/(contexts|http|identity|eventsourcing|outside|kernel)/' },
  ),
  never(
    'composition-knows-no-functions',
    'Functions import the composition, not the other way round.',
    '^src/composition/',
    { path: '^src/functions/' },
  ),
  never(
    'functions-know-no-contexts',
    'A function of no context serves what the composition gives it: composition, identity, aws and eventsourcing alone.',
    '^src/functions/[^/]+\\.ts$',
    { path: '^src/', pathNot: '^src/(composition|identity|aws|eventsourcing)/' },
  ),
  never(
    'functions-know-their-own-context',
    "A context's function is composed from the module of that context, and from nothing else.",
    '^src/functions/([^/]+)/',
    { path: '^src/', pathNot: ['^src/composition/', '^src/contexts/$1/$1\\.module\\.ts$'] },
  ),
  never(
    'contexts-are-walls',
    "A context's bundle holds that context alone: of others only their events may be reached, however far.",
    '^src/functions/([^/]+)/',
    {
      path: '^src/contexts/',
      pathNot: ['^src/contexts/$1/', '\\.events\\.ts$', '/domain/[^/]+\\.upcasters\\.ts$'],
      reachable: true,
    },
  ),
  never('src-stands-alone', 'What is deployed does not import the tools around it.', '^src/', {
    path: '^(local|test|bench|scripts|events|postman)/',
  }),
];

/** The rooms of the engine: log <- writing <- consuming, log <- reading. */
const rooms = [
  never(
    'log-knows-no-other-room',
    'The log stands below all who write, follow or show it: move what it needs into log/, or to page.ts.',
    '^src/eventsourcing/log/',
    { path: '^src/eventsourcing/(writing|consuming|reading)/' },
  ),
  never(
    'writing-knows-the-log-alone',
    'A command is decided on the log: neither consumers nor read models take part in it.',
    '^src/eventsourcing/writing/',
    { path: '^src/eventsourcing/(consuming|reading)/' },
  ),
  never(
    'reading-knows-the-log-alone',
    'Reading changes nothing and follows nothing: have what it needs of a projection passed in.',
    '^src/eventsourcing/reading/',
    { path: '^src/eventsourcing/(writing|consuming)/' },
  ),
  never(
    'consuming-knows-tables-not-queries',
    'Of reading/ a consumer needs to know what a table and a row are: it asks its own store for rows.',
    '^src/eventsourcing/consuming/',
    { path: '^src/eventsourcing/reading/', pathNot: '^src/eventsourcing/reading/(tally-)?table\\.ts$' },
  ),
];

const aggregates = [
  never(
    'domain-knows-the-kernel-alone',
    'The domain is pure: the kernel, class-validator and its own folder. Pass in what it needs as a value.',
    '^src/contexts/([^/]+/[^/]+)/domain/',
    { pathNot: ['^src/kernel/', '^src/contexts/$1/domain/', 'node_modules/class-validator/'] },
  ),
  never(
    'write-never-imports-read',
    'A command is decided on the log, never on a read model, which may be late.',
    '^src/contexts/[^/]+/[^/]+/write/',
    { path: '^src/contexts/[^/]+/[^/]+/read/' },
  ),
  never(
    'read-never-imports-write',
    'Queries and projections cannot change anything.',
    '^src/contexts/[^/]+/[^/]+/read/',
    { path: '^src/contexts/[^/]+/[^/]+/write/' },
  ),
  never(
    'aggregates-meet-by-events',
    'Of another aggregate only its *.events.ts may be imported: fold what you need from its events.',
    '^src/contexts/([^/]+/[^/]+)/',
    { path: '^src/contexts/', pathNot: ['^src/contexts/$1/', '\\.events\\.ts$'] },
    ['^src/contexts/[^/]+/processes/'],
  ),
  never(
    'processes-know-events-and-commands',
    'A process follows events and sends commands of its own context: what it has to know it keeps as state of its own.',
    '^src/contexts/([^/]+)/processes/',
    {
      path: '^src/contexts/',
      pathNot: ['^src/contexts/$1/processes/', '\\.events\\.ts$', '^src/contexts/$1/[^/]+/write/'],
    },
  ),
];

const packages = [
  never(
    'aws-sdk-in-aws-alone',
    'Put the call behind a port: src/aws is the only folder that speaks to AWS.',
    '^src/',
    { path: 'node_modules/@(aws-sdk|smithy)/' },
    ['^src/aws/'],
  ),
  never(
    'inversify-in-contexts-and-composition-alone',
    'Injection is wiring: engine, HTTP layer and adapters take what they need by constructor.',
    '^src/',
    { path: 'node_modules/(inversify|@inversifyjs)/' },
    ['^src/(contexts|composition)/'],
  ),
];

const hygiene = [
  never('source-knows-no-tests', 'Specs and test/ are not part of the product.', '^src/', { path: TESTS }),
  never('no-circles', 'Move what both need into a file of its own.', '^(src|local|scripts)/', {
    circular: true,
  }),
  {
    name: 'no-orphans',
    comment: 'Nothing uses this file: delete it, or list it in a manifest.',
    severity: 'error',
    from: { orphan: true, path: '^src/', pathNot: ['^src/functions/', TESTS, '\\.d\\.ts$'] },
    to: {},
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...layers, ...rooms, ...aggregates, ...packages, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: a type that is imported is knowledge as well.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      // Or packages that are ES modules only, such as inversify, are not found and no rule sees them.
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.json', '.mjs', '.cjs', '.js', '.d.ts'],
    },
  },
};
