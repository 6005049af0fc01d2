import {
  parseDoorbell,
  parseParked,
  reasonOf,
  rungAgain,
  type Doorbell,
  type ParkedDoorbell,
} from './doorbell';

const doorbell: Doorbell = {
  function: 'ShopProjector',
  consumer: 'shop/boxes',
  stream: 'shop/box#one',
  since: '2026-11-21T10:00:00.000Z',
  reason: 'Error: burning',
};
const parked: ParkedDoorbell = { ...doorbell, parkedAt: '2026-11-22T10:00:00.000Z', failures: 104 };

describe('a doorbell', () => {
  it('is read as it was written, and nothing beside it', () => {
    expect(parseDoorbell(JSON.stringify({ ...doorbell, more: 1 }))).toEqual(doorbell);
    expect(parseParked(JSON.stringify({ ...parked, more: 1 }))).toEqual(parked);
  });

  it.each(['', '{', 'null', '1', '[]', '{}', JSON.stringify({ ...doorbell, stream: 1 })])(
    'is not %j',
    (text) => {
      expect(() => parseDoorbell(text)).toThrow();
      expect(() => parseParked(text)).toThrow();
    },
  );

  it('is not without a time', () => {
    expect(() => parseDoorbell(JSON.stringify({ ...doorbell, since: 'today' }))).toThrow('since is no time');
  });

  it('is not parked without the marks of it', () => {
    expect(() => parseParked(JSON.stringify(doorbell))).toThrow('parkedAt or failures is missing');
  });

  it('begins anew when it is rung again', () => {
    const now = Date.UTC(2026, 10, 23);
    expect(rungAgain(parked, now)).toEqual({ ...doorbell, since: '2026-11-23T00:00:00.000Z' });
  });

  it('tells the reason in one bounded line', () => {
    expect(reasonOf(new TypeError('no'))).toBe('TypeError: no');
    expect(reasonOf('no')).toBe('no');
    expect(reasonOf(new Error('x'.repeat(1_000)))).toHaveLength(500);
  });
});
