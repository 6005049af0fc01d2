import { consoleLog, logLevel, type ConsoleLogOptions } from './console-log';

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

  const consoleLogWith = (options: Partial<ConsoleLogOptions>): ReturnType<typeof consoleLog> =>
    consoleLog({ lowest: 'info', quiet: false, format: 'json', ...options });
  const json = (lines: readonly string[]): unknown[] => lines.map((line) => JSON.parse(line) as unknown);
  const timestamp: unknown = expect.stringMatching(/^\d{4}-.*Z$/);

  it("writes a function's lines and requests as JSON, apart from what the runtime itself says", () => {
    const log = consoleLogWith({});
    log.output('Commands', 'a line');
    log.output('Commands', '{"level":"WARN","message":"slow","timestamp":"2026-01-02T03:04:05.006Z","id":7}');
    log.request({ method: 'GET', path: '/users', status: 200, milliseconds: 12.3 });
    log.write('warn', 'look out');

    expect(json(stdout)).toEqual([
      { timestamp, level: 'INFO', function: 'Commands', message: 'a line' },
      { timestamp: '2026-01-02T03:04:05.006Z', level: 'WARN', function: 'Commands', message: 'slow', id: 7 },
      { timestamp, level: 'INFO', message: 'GET /users', status: 200, milliseconds: 12 },
    ]);
    expect(json(stderr)).toEqual([{ timestamp, level: 'WARN', message: 'look out' }]);
  });

  it('writes for people too, without colours where there is no terminal', () => {
    const log = consoleLogWith({ format: 'pretty' });
    log.output('Commands', 'a line');

    expect(stdout).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d Commands {6} a line\n$/)]);
  });

  it('leaves out what is below the lowest level', () => {
    const log = consoleLogWith({ lowest: 'warn' });
    log.write('debug', '1');
    log.write('info', '2');
    log.write('warn', '3');
    log.write('error', '4');

    expect(json(stderr)).toMatchObject([{ message: '3' }, { message: '4' }]);
  });

  it('writes nothing but errors when it is quiet', () => {
    const log = consoleLogWith({ lowest: 'debug', quiet: true });
    log.output('Commands', 'a line');
    log.request({ method: 'GET', path: '/', status: 500, milliseconds: 1 });
    log.write('warn', 'look out');
    log.write('error', 'broken');

    expect(stdout).toEqual([]);
    expect(json(stderr)).toMatchObject([{ message: 'broken' }]);
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
