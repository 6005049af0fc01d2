import { consumerTable, queueTable } from '../../scripts/consumers/report';
import type { ConsumerLine } from '../../scripts/consumers/survey';
import { returnToCalm } from './calm';

const entry = { name: 'iam/users', kind: 'projection', kept: { revision: 2 } } as ConsumerLine['consumer'];
const line = { consumer: entry, streams: 3, streamsBehind: 0, eventsBehind: 0, outdated: 0 };
const queue = { queue: 'IamUserQueue', role: 'commits', waiting: 0, inFlight: 0, delayed: 0 } as const;
const dead = { ...queue, queue: 'IamUserDeadLetterQueue', role: 'dead letters' } as const;

const statusOf = (lines: ConsumerLine[], ...queues: Parameters<typeof queueTable>[0]) => ({
  code: 0,
  lines: [...consumerTable(lines, 0), '', ...queueTable(queues), 'failed batches: 0'],
});

describe('the return to calm', () => {
  const resting = [{ atRest: () => Promise.resolve(true) }];
  const calm = statusOf([line], queue, dead);

  it.each([
    ['a consumer is behind', statusOf([{ ...line, streamsBehind: 1, eventsBehind: 2 }], queue)],
    ['a message waits', statusOf([line], { ...queue, waiting: 1 })],
    ['a message is under way', statusOf([line], { ...queue, inFlight: 1 })],
    ['a doorbell is delayed', statusOf([line], { ...queue, role: 'ringing', delayed: 1 })],
  ])('waits while %s', async (_, restless) => {
    const answers = [restless, calm];
    let asked = 0;
    await returnToCalm(resting, () => Promise.resolve(answers[asked++] ?? calm));
    expect(asked).toBe(2);
  });

  it('gives what was put aside another chance, and says how much that was', async () => {
    const asked: string[] = [];
    const restless = { ...statusOf([line], { ...dead, waiting: 2 }), code: 1 };
    const redriven = {
      code: 0,
      lines: ['returned to IamUserQueue: iam/user#1 (x)', 'rung: 0, returned: 1, left: 0'],
    };
    const answers = [restless, redriven, calm];
    const { redriven: count } = await returnToCalm(resting, (...args) => {
      asked.push(args.join(' '));
      return Promise.resolve(answers[asked.length - 1] ?? calm);
    });
    expect(asked).toEqual(['status', 'redrive', 'status']);
    expect(count).toBe(1);
  });

  it('waits for mappings before it asks anything else', async () => {
    let left = 3;
    const busy = [{ atRest: () => Promise.resolve(left-- <= 0) }];
    await returnToCalm(busy, () => Promise.resolve(calm));
    expect(left).toBeLessThan(0);
  });
});
