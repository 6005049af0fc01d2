import { call, FunctionHarness } from '../../test/support/local/function-harness';
import type { LocalFunction } from './local-function';

describe('a handler that answers by a callback', () => {
  const harness = new FunctionHarness();

  beforeAll(() => harness.build());
  afterEach(() => harness.reset());
  afterAll(() => {
    harness.remove();
  });

  const start = (runtime: string, name = 'handler'): LocalFunction =>
    harness.start({ logicalId: 'CallBack', handler: `call-back.${name}`, runtime });

  describe.each(['nodejs20.x', 'nodejs22.x'])('of %s', (runtime) => {
    it.each([
      ['soon', 'value', 'value'],
      ['later', { a: 1 }, { a: 1 }],
      ['twice', undefined, 1],
      ['promise', 'value', 'value'],
      ['impatient', 'value', 'value'],
      ['never', undefined, null],
    ])('answers (%s)', async (behaviour, value, expected) => {
      expect(await call(start(runtime), behaviour, value)).toEqual(expected);
    });

    it.each([
      ['fail', { errorType: 'RangeError', errorMessage: 'called back' }],
      ['failText', { errorMessage: 'called back' }],
      ['throw', { errorType: 'RangeError', errorMessage: 'thrown' }],
    ])('fails (%s)', async (behaviour, error) => {
      expect(await call(start(runtime), behaviour)).toMatchObject(error);
    });

    it('answers one invocation after the other', async () => {
      const lambda = start(runtime);

      for (const value of [1, 2, 3]) expect(await call(lambda, 'later', value)).toBe(value);
      expect(lambda.statistics).toMatchObject({ invocations: 3, errors: 0, coldStarts: 1 });
    });

    it.each([
      ['succeed', 'value', 'value'],
      ['done', undefined, null],
      ['never', undefined, null],
    ])('may use the context in its place (%s)', async (behaviour, value, expected) => {
      expect(await call(start(runtime, 'old'), behaviour, value)).toEqual(expected);
    });

    it('may fail by the context', async () => {
      expect(await call(start(runtime, 'old'), 'fail')).toMatchObject({ errorMessage: 'failed' });
    });
  });

  it('is refused from Node.js 24 on, as Lambda does', async () => {
    expect(await call(start('nodejs24.x'), 'soon')).toMatchObject({
      errorType: 'Runtime.CallbackHandlerDeprecated',
      errorMessage: expect.stringContaining('call-back.handler takes a callback') as unknown,
    });
  });
});
