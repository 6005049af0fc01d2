import { faultOrder, type Surroundings } from './fault-order';

const here: Surroundings = { functions: ['Commands', 'Projector'], elsewhere: ['s3'] };

describe('an order of a fault', () => {
  it('is for every call, always and once, unless it says otherwise', () => {
    expect(faultOrder({ service: 'sqs', kind: 'throttling' }, here)).toEqual({
      service: 'sqs',
      kind: 'throttling',
      operation: '*',
      function: undefined,
      rate: 1,
      times: 1,
      seed: undefined,
    });
    const whole = {
      service: 'dynamodb',
      kind: 'answer-lost',
      operation: 'PutItem',
      function: 'Commands',
      rate: 0.1,
      times: 7,
      seed: 3,
    };
    expect(faultOrder(whole, here)).toEqual(whole);
    expect(
      faultOrder({ service: 'lambda', kind: 'killed-during', operation: 'Projector' }, here),
    ).toMatchObject({
      operation: 'Projector',
    });
  });

  it.each<[string, object, string, string]>([
    ['no service', { kind: 'throttling' }, 'service', 'must be dynamodb, sqs, '],
    ['a service elsewhere', { service: 's3', kind: 'throttling' }, 'service', 'unset LOCAL_S3_ENDPOINT'],
    [
      'a kind of another service',
      { service: 'sqs', kind: 'killed-before' },
      'kind',
      'or partial-failure for sqs',
    ],
    ['no kind', { service: 'sns' }, 'kind', 'must be throttling, internal-error, '],
    [
      'what cannot fail in part',
      { service: 'sqs', kind: 'partial-failure', operation: 'SendMessage' },
      'operation',
      'must be *, SendMessageBatch, DeleteMessageBatch or',
    ],
    [
      'an unknown function',
      { service: 'lambda', kind: 'killed-after', operation: 'Invoke' },
      'operation',
      'must be *, Commands or Projector',
    ],
    [
      'no name of an operation',
      { service: 'sqs', kind: 'throttling', operation: 'send it' },
      'operation',
      'such as SendMessageBatch',
    ],
    ['a rate of per cents', { service: 'sqs', kind: 'throttling', rate: 10 }, 'rate', 'from 0 to 1'],
    ['a text as rate', { service: 'sqs', kind: 'throttling', rate: '0.1' }, 'rate', 'from 0 to 1'],
    ['no times', { service: 'sqs', kind: 'throttling', times: 0 }, 'times', 'from 1 to 1000000'],
    [
      'an unknown caller',
      { service: 'sqs', kind: 'throttling', function: '*' },
      'function',
      'must be Commands or Projector',
    ],
    ['a bad seed', { service: 'sqs', kind: 'throttling', seed: -1 }, 'seed', 'from 0 to'],
    [
      'a typing mistake',
      { service: 'sqs', kind: 'throttling', time: 3 },
      'time',
      'is not known; there are service, ',
    ],
  ])('with %s is refused', (_, input, field, message) => {
    expect(faultOrder(input as never, here)).toEqual([
      { field, message: expect.stringContaining(message) as unknown },
    ]);
  });

  it('tells all that is wrong at once, and what an order is', () => {
    const wrong = faultOrder({ service: 'sqs', kind: 'no', rate: 2, times: 1.5 }, here);
    expect(wrong).toMatchObject([{ field: 'kind' }, { field: 'rate' }, { field: 'times' }]);
    for (const input of [null, [], 'throttling', 7]) {
      expect(faultOrder(input, here)).toMatchObject([{ field: 'body' }]);
    }
  });
});
