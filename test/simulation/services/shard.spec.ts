import { RETENTION, Shard } from './shard';

describe('Shard', () => {
  it('gives records in their order, from any place on', () => {
    const shard = new Shard(() => 0);
    for (const data of ['one', 'two', 'three']) shard.append(data);
    expect(shard.after(0, 2).map(({ data }) => data)).toEqual(['one', 'two']);
    expect(shard.after(2, 10)).toEqual([{ sequence: '3', at: 0, data: 'three' }]);
  });

  it('forgets records after a day', () => {
    let now = 1;
    const shard = new Shard(() => now);
    shard.append('one');
    now += RETENTION - 1;
    shard.append('two');
    expect(shard.after(0, 10)).toHaveLength(2);
    now += 1;
    expect(shard.after(0, 10).map(({ data }) => data)).toEqual(['two']);
  });
});
