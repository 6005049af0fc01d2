import { AggregateCache, type Remembered } from './remembered-state';

const at = (version: number): Remembered => ({
  state: { version },
  version,
  mark: undefined,
  isTrusted: true,
});

describe('AggregateCache', () => {
  it('remembers nothing at first', () => {
    expect(new AggregateCache().get('shop/box#one')).toBeUndefined();
  });

  it('gives back what was put last', () => {
    const cache = new AggregateCache();
    cache.put('one', at(1), 10);
    cache.put('one', at(2), 10);
    expect(cache.get('one')).toEqual(at(2));
  });

  it('keeps the newer of two versions, whichever comes last', () => {
    const cache = new AggregateCache();
    cache.put('one', at(5), 10);
    cache.put('one', at(4), 10);
    expect(cache.get('one')).toEqual(at(5));
  });

  it('forgets the one that was not used for longest when there are too many', () => {
    const cache = new AggregateCache({ entries: 2, characters: 100 });
    cache.put('one', at(1), 10);
    cache.put('two', at(1), 10);
    cache.get('one');
    cache.put('three', at(1), 10);
    expect(['one', 'two', 'three'].map((stream) => cache.get(stream)?.version)).toEqual([1, undefined, 1]);
  });

  it('forgets as many as make room for a large one', () => {
    const cache = new AggregateCache({ entries: 10, characters: 100 });
    for (const stream of ['one', 'two', 'three']) cache.put(stream, at(1), 30);
    cache.put('four', at(1), 60);
    expect(['one', 'two', 'three', 'four'].map((stream) => cache.get(stream)?.version)).toEqual([
      undefined,
      undefined,
      1,
      1,
    ]);
  });

  it('counts the size of what it keeps now, not of what it kept before', () => {
    const cache = new AggregateCache({ entries: 10, characters: 100 });
    for (let version = 1; version <= 50; version += 1) cache.put('one', at(version), 90);
    cache.put('two', at(1), 10);
    expect(cache.get('one')).toEqual(at(50));
    expect(cache.get('two')).toEqual(at(1));
  });

  it('does not keep what alone is too large, nor an older version of it', () => {
    const cache = new AggregateCache({ entries: 10, characters: 100 });
    cache.put('two', at(1), 10);
    cache.put('one', at(1), 50);
    cache.put('one', at(2), 101);
    expect(cache.get('one')).toBeUndefined();
    expect(cache.get('two')).toEqual(at(1));
  });
});
