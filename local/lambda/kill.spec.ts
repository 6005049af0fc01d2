import { call, FunctionHarness } from '../../test/support/local/function-harness';
import type { Kill } from '../faults/fault-kinds';

const KILLED = {
  errorType: 'Runtime.ExitError',
  errorMessage: expect.stringContaining('signal: killed') as unknown,
};

describe('the process of a function that is killed', () => {
  const harness = new FunctionHarness();

  beforeAll(() => harness.build());
  afterEach(() => harness.reset());
  afterAll(() => {
    harness.remove();
  });

  const order = (kind: Kill, operation = 'Behave'): void =>
    void harness.faults.add({ service: 'lambda', kind, operation, rate: 1, times: 1, seed: 1 });

  it('before an invocation: its handler sees nothing of it', async () => {
    const lambda = harness.start();
    order('killed-before');
    expect(await call(lambda, 'log')).toMatchObject(KILLED);
    expect(harness.log.outputs('Behave').join()).not.toContain('to stdout');
  });

  it('in the midst of one: it has failed', async () => {
    const lambda = harness.start();
    await call(lambda, 'echo');
    order('killed-during');
    expect(await call(lambda, 'echo', 1)).toMatchObject(KILLED);
  });

  it('after one: what it did is done, and it has failed all the same', async () => {
    const lambda = harness.start();
    order('killed-after');
    expect(await call(lambda, 'log')).toMatchObject(KILLED);
    expect(harness.log.outputs('Behave').join()).toContain('to stdout');
  });

  it('between two: nobody notices, but that the next one starts cold', async () => {
    const lambda = harness.start();
    order('worker-killed');
    expect(await call(lambda, 'echo', 1)).toBe(1);
    expect(await call(lambda, 'echo', 2)).toBe(2);
    expect(lambda.statistics).toMatchObject({ coldStarts: 2, errors: 0 });
  });

  it('is another one for the next invocation', async () => {
    const lambda = harness.start();
    expect([await call(lambda, 'count'), await call(lambda, 'count')]).toEqual([1, 2]);
    order('killed-after');
    await call(lambda, 'count');
    expect(await call(lambda, 'count')).toBe(1);
    expect(lambda.environmentCount).toBe(1);
  });

  it('is that of the function that was named', async () => {
    const lambda = harness.start();
    order('killed-before', 'Other');
    expect(await call(lambda, 'echo', 1)).toBe(1);
  });
});
