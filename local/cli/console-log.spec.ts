import { consoleLog, logLevel } from './console-log';

describe('consoleLog', () => {
  let stdout: string[];
  let stderr: string[];

  beforeEach(() => {
    stdout = [];
    stderr = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => stdout.push(String(text)) > 0);
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => stderr.push(String(text)) > 0);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it("writes a function's lines behind its name, apart from the runtime's own", () => {
    const log = consoleLog('info', false);
    log.output('Commands', 'a line');
    log.write('warn', 'look out');

    expect(stdout).toEqual(['Commands | a line\n']);
    expect(stderr).toEqual(['warn: look out\n']);
  });

  it('leaves out what is below the lowest level', () => {
    const log = consoleLog('warn', false);
    log.write('debug', '1');
    log.write('info', '2');
    log.write('warn', '3');
    log.write('error', '4');

    expect(stderr).toEqual(['warn: 3\n', 'error: 4\n']);
  });

  it('writes nothing but errors when it is quiet', () => {
    const log = consoleLog('debug', true);
    log.output('Commands', 'a line');
    log.write('warn', 'look out');
    log.write('error', 'broken');

    expect([stdout, stderr]).toEqual([[], ['error: broken\n']]);
  });
});

describe('logLevel', () => {
  it('knows its levels', () => {
    expect(['debug', 'info', 'warn', 'error', 'loud', ''].map(logLevel)).toEqual([
      'debug',
      'info',
      'warn',
      'error',
      undefined,
      undefined,
    ]);
  });
});
