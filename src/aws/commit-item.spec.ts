import fc from 'fast-check';
import { labelled, sealed } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { fromItem, toItem } from './commit-item';

describe('a commit as an item', () => {
  const commit = commitOf('shop/box#1', 3, labelled('toys'), sealed);

  it('has the key of the log, and the events in a form that people can read', () => {
    expect(toItem(commit)).toMatchObject({
      stream: { S: 'shop/box#1' },
      version: { N: '3' },
      actor: { S: 'a-tester' },
      events: { S: JSON.stringify(commit.events) },
    });
  });

  it('packs what takes less room that way', () => {
    const commitId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    expect(toItem({ ...commit, commitId, correlationId: commitId })).toMatchObject({
      commitId: { B: Buffer.from('7c9e6679742540de944be07fc1f90ae7', 'hex') },
      correlationId: { B: Buffer.from('7c9e6679742540de944be07fc1f90ae7', 'hex') },
      causationId: { S: 'a-cause' },
      committedAt: { N: String(Date.parse(commit.committedAt)) },
    });
  });

  it.each([
    ['7C9E6679-7425-40DE-944B-E07FC1F90AE7', '2026-11-21T10:00:00Z'],
    ['7c9e6679742540de944be07fc1f90ae7', '2026-11-21'],
    ['{7c9e6679-7425-40de-944b-e07fc1f90ae7}', 'yesterday'],
  ])('comes back as it went in with an id like %s and a time like %s', (commitId, committedAt) => {
    const odd = { ...commit, commitId, committedAt };
    expect(fromItem(toItem(odd))).toEqual(odd);
  });

  it('is understood in the form that Lambda gives to binary attributes', () => {
    const item = toItem(commit);
    const bytes = Buffer.from(item.commitId?.B ?? []).toString('base64');
    expect(fromItem({ ...item, commitId: { B: bytes } as never })).toEqual(commit);
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
        fc.oneof(fc.uuid(), fc.string({ minLength: 1 })),
        (events, version, actor, causationId) => {
          const original = { ...commit, version, actor, causationId, events };
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
