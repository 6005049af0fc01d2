import { createLogger } from './logger';
import { Environment } from './environment';

describe('createLogger', () => {
  const out: string[] = [];
  const err: string[] = [];
  const linesOf = (texts: readonly string[]): unknown[] =>
    texts.map((text) => {
      expect(text.endsWith('\n')).toBe(true);
      return JSON.parse(text) as unknown;
    });

  beforeEach(() => {
    const keepIn = (texts: string[]) => (text: unknown) => texts.push(String(text)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(keepIn(out));
    jest.spyOn(process.stderr, 'write').mockImplementation(keepIn(err));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    out.length = err.length = 0;
  });

  function logAll(variables: Readonly<Record<string, string>>): void {
    const logger = createLogger(new Environment(variables));
    logger.debug('looking');
    logger.info('command accepted', { id: 'one', version: 7 });
    logger.warn('messages not taken', { left: 1 });
    logger.error('projection stopped', { error: new TypeError('no row') });
  }

  it('writes a line of JSON for each message, with its level and fields', () => {
    const _X_AMZN_TRACE_ID = 'Root=1-65;Parent=0;Sampled=1';
    logAll({ LOG_LEVEL: 'DEBUG', SERVICE_NAME: 'foldline', _X_AMZN_TRACE_ID });
    const always = {
      service: 'foldline',
      xray_trace_id: '1-65',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u) as string,
    };
    expect(linesOf(out)).toEqual([
      { level: 'DEBUG', message: 'looking', ...always },
      { level: 'INFO', message: 'command accepted', id: 'one', version: 7, ...always },
    ]);
    const error = { name: 'TypeError', message: 'no row', stack: expect.stringContaining('at ') as string };
    expect(linesOf(err)).toEqual([
      { level: 'WARN', message: 'messages not taken', left: 1, ...always },
      { level: 'ERROR', message: 'projection stopped', error, ...always },
    ]);
  });

  it.each([
    ['DEBUG', 4],
    ['INFO', 3],
    [undefined, 3],
    ['loud', 3],
    ['WARN', 2],
    ['ERROR', 1],
    ['SILENT', 0],
  ])('at level %s writes %i of the four', (LOG_LEVEL, count) => {
    logAll(LOG_LEVEL === undefined ? {} : { LOG_LEVEL });
    expect([...out, ...err]).toHaveLength(count);
  });

  it('lets no field pass for what stands in each line', () => {
    createLogger(new Environment({})).info('real', { level: 'ERROR', message: 'forged', timestamp: 'never' });
    expect(linesOf(out)).toMatchObject([{ level: 'INFO', message: 'real' }]);
  });

  it('shows what an error was caused by, and its code, however long the chain is', () => {
    const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const endless = new Error('endless');
    endless.cause = endless;
    const logger = createLogger(new Environment({}));
    logger.error('failed', {
      error: new RangeError('no answer', { cause }),
      reason: new Error('a', { cause: 'b' }),
    });
    logger.error('failed', { error: endless });
    expect(linesOf(err)).toMatchObject([
      {
        error: { name: 'RangeError', cause: { name: 'Error', message: 'reset', code: 'ECONNRESET' } },
        reason: { message: 'a', cause: 'b' },
      },
      { error: { message: 'endless', cause: { message: 'endless' } } },
    ]);
  });

  it('writes a line for whatever it is given', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const logger = createLogger(new Environment({}));
    logger.info('a circle', { circle });
    logger.info('a big number', { count: 10n });
    logger.info('an error that says no', {
      thing: {
        toJSON: () => {
          throw new Error('no');
        },
      },
    });
    expect(linesOf(out)).toMatchObject([
      { message: 'a circle', unwritable: expect.stringContaining('circular') as string },
      { message: 'a big number', count: '10' },
      { message: 'an error that says no', unwritable: 'Error: no' },
    ]);
  });
});
