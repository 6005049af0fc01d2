import fc from 'fast-check';
import { labelled, sealed } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { fromItem, toItem } from './commit-item';

describe('a commit as an item', () => {
  const commit = commitOf('shop/box#1', 3, labelled('toys'), sealed);

  it('has the key of the log and every attribute as a plain value', () => {
    expect(toItem(commit)).toEqual({
      stream: { S: 'shop/box#1' },
      version: { N: '3' },
      commitId: { S: commit.commitId },
      committedAt: { S: commit.committedAt },
      actor: { S: 'a-tester' },
      correlationId: { S: 'a-request' },
      causationId: { S: 'a-cause' },
      events: { S: JSON.stringify(commit.events) },
    });
  });

  it('comes back as it went in, whatever JSON the events hold', () => {
    const data = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }),
    );
    const event = fc.record({ type: fc.string({ unit: 'binary' }), data });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 5 }),
        fc.integer({ min: 1 }),
        fc.string(),
        (events, version, actor) => {
          const original = { ...commit, version, actor, events };
          const viaJson: unknown = JSON.parse(JSON.stringify(original));
          expect(fromItem(toItem(original))).toEqual(viaJson);
        },
      ),
    );
  });

  it.each(Object.keys(toItem(commit)))('is none without its %s', (attribute) => {
    const rest = Object.entries(toItem(commit)).filter(([name]) => name !== attribute);
    expect(() => fromItem(Object.fromEntries(rest))).toThrow(
      new TypeError(`An item of the event log has no ${attribute}: it is not a commit.`),
    );
  });

  it('is none when an attribute is of another type', () => {
    expect(() => fromItem({ ...toItem(commit), actor: { BOOL: true } })).toThrow(/has no actor/);
  });

  it('is none when the events are no JSON', () => {
    expect(() => fromItem({ ...toItem(commit), events: { S: '[{' } })).toThrow(SyntaxError);
  });
});
