// Which Node.js runs here is the reader's choice; a warning in every worker would hide what matters.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** These ship ES modules only, so jest has to compile them as well. */
const transform = {
  '^.+\\.[mc]?[jt]s$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: false },
        target: 'es2022',
      },
    },
  ],
};

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/{src,local,scripts,test}/**/*.spec.ts'],
  setupFiles: ['reflect-metadata/lite'],
  transform,
  transformIgnorePatterns: ['/node_modules/(?!(inversify|@inversifyjs|fauxqs|jose|uuid)/)'],
  // Its package.json has an entry for `import` alone, which jest's `require` does not find.
  moduleNameMapper: { '^fauxqs$': '<rootDir>/node_modules/fauxqs/dist/app.js' },
  testPathIgnorePatterns: ['/node_modules/', '/test/architecture/fixtures/'],
  testTimeout: 60_000,
  // Worker processes grow with every file they load, to gigabytes, and then collect garbage more than they test.
  workerIdleMemoryLimit: '1GB',
  // Most of them wait for processes of their own. Left to itself, jest keeps one core free.
  maxWorkers: '100%',
  collectCoverageFrom: ['src/{kernel,eventsourcing,http,contexts}/**/*.ts'],
  coverageReporters: ['text-summary'],
  coverageThreshold: { global: { lines: 95 } },
};
