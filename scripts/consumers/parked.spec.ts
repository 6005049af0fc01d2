import { parkedOf } from './parked';
import { describeParked } from './report';

const since = '2026-11-24T10:00:00.000Z';
const parkedAt = '2026-11-25T10:00:00.000Z';
const doorbell = {
  function: 'IamProjector',
  consumer: 'iam/users',
  stream: 'iam/user#1',
  since,
  reason: 'a bug',
};

describe('parkedOf', () => {
  it.each([
    [
      'a parked doorbell',
      { ...doorbell, parkedAt, failures: 9 },
      { kind: 'doorbell', failures: 9, parkedAt },
    ],
    ['a doorbell that the queue gave up', doorbell, { kind: 'doorbell', ...doorbell }],
    [
      'a record that a function could not read',
      { function: 'EventBroker', reason: 'a bug', parkedAt, record: '{}' },
      { kind: 'record', function: 'EventBroker', reason: 'a bug', parkedAt },
    ],
    [
      'a text that is no doorbell',
      { text: 'hello', reason: 'a bug', parkedAt },
      { kind: 'text', reason: 'a bug', parkedAt },
    ],
    ['anything else', { hello: 'world' }, { kind: 'unknown' }],
    ['null', null, { kind: 'unknown' }],
  ])('knows %s', (_, message, expected) => {
    expect(parkedOf(JSON.stringify(message))).toMatchObject(expected);
  });

  it('never throws', () => {
    expect(parkedOf('{')).toMatchObject({ kind: 'unknown' });
  });
});

describe('describeParked', () => {
  it('tells whom a doorbell is for, since when and why', () => {
    const parked = parkedOf(JSON.stringify({ ...doorbell, parkedAt, failures: 9 }));
    expect(describeParked(parked)).toBe(
      `iam/users iam/user#1: since ${since}, parked ${parkedAt}, failures 9: a bug`,
    );
  });

  it('keeps the content of what is no doorbell to itself', () => {
    const parked = parkedOf(
      JSON.stringify({ function: 'EventBroker', reason: 'a bug', parkedAt, record: 'ann@x.org' }),
    );
    expect(describeParked(parked)).toBe(`unreadable record of EventBroker: parked ${parkedAt}: a bug`);
  });

  it('stays on one line and leaves the terminal alone', () => {
    const parked = parkedOf(JSON.stringify({ ...doorbell, reason: 'a\r\nb\u001b[2Jc' }));
    expect(describeParked(parked)).toMatch(/: a b \[2Jc$/u);
  });
});
