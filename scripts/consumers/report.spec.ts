import { age } from './age';
import { columns, describeRedriven } from './report';
import { needsAttention, type QueueLine } from './status';

describe('columns', () => {
  it('stand below each other, numbers to the right', () => {
    expect(
      columns([
        ['queue', 'waiting', 'holds'],
        ['IamUserQueue', 7, 'commits'],
      ]),
    ).toEqual(['queue         waiting  holds', 'IamUserQueue        7  commits']);
  });
});

describe('age', () => {
  it.each([
    [-5, '0 s'],
    [119_000, '119 s'],
    [120_000, '2 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 d'],
  ])('of %d ms is %s', (milliseconds, text) => {
    expect(age(milliseconds)).toBe(text);
  });
});

describe('describeRedriven', () => {
  const returned = {
    outcome: 'returned',
    queue: 'BoxQueue',
    stream: 'shop/box#1',
    source: 'dead 1',
  } as const;

  it('tells what was done, and what would be', () => {
    expect(describeRedriven(returned, false)).toBe('returned to BoxQueue: shop/box#1 (dead 1)');
    expect(describeRedriven(returned, true)).toBe('would be returned to BoxQueue: shop/box#1 (dead 1)');
  });
});

describe('needsAttention', () => {
  const line = (role: QueueLine['role'], change: Partial<QueueLine> = {}): QueueLine => ({
    ...{ queue: 'A', role, waiting: 0, inFlight: 0, delayed: 0 },
    ...change,
  });

  it.each([
    ['work that waits', [line('commits', { waiting: 9 }), line('ringing', { inFlight: 9 })], 0, false],
    ['empty dead-letter queues', [line('dead letters'), line('parked')], 0, false],
    ['a dead letter', [line('dead letters', { waiting: 1 })], 0, true],
    ['a parked doorbell that somebody looks at', [line('parked', { inFlight: 1 })], 0, true],
    ['a failed batch', [], 1, true],
  ])('%s', (_, lines, failedBatches, expected) => {
    expect(needsAttention(lines, failedBatches)).toBe(expected);
  });
});
