import { sequenceNumber } from './sequence-number';
import { decodeIterator, encodeIterator } from './shard-iterator';

describe('shard iterators', () => {
  it('come back as they went', () => {
    const iterator = { stream: 'Events', shard: 'shardId-000000000000', after: sequenceNumber(1, 2, 3) };
    expect(decodeIterator(encodeIterator(iterator))).toEqual(iterator);
  });

  it.each([
    ['text', 'not an iterator'],
    ['another value', Buffer.from('{"stream":"Events"}').toString('base64')],
    ['a wrong member', Buffer.from('["Events",1,"0"]').toString('base64')],
    ['a missing member', Buffer.from('["Events","shard"]').toString('base64')],
    ['a bad number', Buffer.from('["Events","shard","first"]').toString('base64')],
  ])('are refused when they are %s', (_what, token) => {
    expect(() => decodeIterator(token)).toThrow('Invalid ShardIterator.');
  });
});
