import { toItem } from '../../src/aws/commit-item';
import { labelled } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { parseFailedBatch } from './failed-batch';

const commit = (id: string, version = 1) => commitOf(`shop/box#${id}`, version, labelled('toys'));
const fromTable = (id: string, version?: number): object => ({
  eventName: 'INSERT',
  dynamodb: { NewImage: toItem(commit(id, version)) },
});
const fromKinesis = (text: string): object => ({ kinesis: { data: Buffer.from(text).toString('base64') } });
const objectOf = (...Records: readonly object[]): string =>
  JSON.stringify({ version: '1.0', payload: JSON.stringify({ Records }) });

describe('parseFailedBatch', () => {
  it('tells each stream of records of the table stream once', () => {
    const text = objectOf(fromTable('a'), fromTable('b'), fromTable('a', 2));
    expect(parseFailedBatch(text)).toEqual({ streams: ['shop/box#a', 'shop/box#b'], unreadable: [] });
  });

  it('tells the streams of records of the event stream', () => {
    const text = objectOf(fromKinesis(JSON.stringify({ commit: commit('a'), replayId: 'again' })));
    expect(parseFailedBatch(text)).toEqual({ streams: ['shop/box#a'], unreadable: [] });
  });

  it('passes over records that mean nothing to consumers', () => {
    expect(parseFailedBatch(objectOf({ eventName: 'REMOVE', dynamodb: {} }))).toEqual({
      streams: [],
      unreadable: [],
    });
  });

  it('tells what it can read beside what it cannot', () => {
    const { streams, unreadable } = parseFailedBatch(objectOf(fromKinesis('no JSON'), fromTable('a')));
    expect(streams).toEqual(['shop/box#a']);
    expect(unreadable).toEqual([expect.stringContaining('SyntaxError')]);
  });

  it('reads a payload that is no text', () => {
    const text = JSON.stringify({ payload: { Records: [fromTable('a')] } });
    expect(parseFailedBatch(text).streams).toEqual(['shop/box#a']);
  });

  it.each(['', 'null', '7', '{}', '{"payload":"7"}', '{"payload":{"Records":7}}'])('refuses %j', (text) => {
    expect(() => parseFailedBatch(text)).toThrow();
  });
});
