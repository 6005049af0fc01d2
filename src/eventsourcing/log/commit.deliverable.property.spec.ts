import fc from 'fast-check';
import { labelled } from '../../../test/support/box/box.events';
import { commitOf } from '../../../test/support/commit-of';
import { itemSize, LARGEST_ITEM, storableItem, toItem } from '../../aws/commit-item';
import { DomainError } from '../../kernel/domain-error';
import { messageOf, type Message } from '../consuming/delivery/channel';
import type { Commit } from './commit';

const MEBIBYTE = 1024 * 1024;
const SENDABLE = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const GROUP = /^[!-~]{1,128}$/u;

/** What SQS says of a message, and Kinesis of the record with the same body. */
function expectCarried({ envelope, body, bytes }: Message): void {
  expect(bytes + Buffer.byteLength(envelope.commit.stream)).toBeLessThanOrEqual(MEBIBYTE);
  expect(SENDABLE.test(body)).toBe(true);
  expect(GROUP.test(envelope.commit.stream)).toBe(true);
}

const isTaken = (commit: Commit): boolean => {
  try {
    storableItem(commit);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
};

const replayId = 'a'.repeat(64);

describe('a commit that the log takes', () => {
  it.each(['a', '"', '\\', 'ü', '李', '👩', '\uffff', '\ufffe', '\ud800', '\u0001', '\u2028', '\u007f'])(
    'fits into a message even if it is the largest one of %j alone',
    (character) => {
      let [some, tooMany] = [1, LARGEST_ITEM];
      const commit = (count: number): Commit => commitOf('shop/box#1', 1, labelled(character.repeat(count)));
      while (tooMany - some > 1) {
        const count = Math.floor((some + tooMany) / 2);
        if (isTaken(commit(count))) some = count;
        else tooMany = count;
      }
      expect(itemSize(toItem(commit(some)))).toBeGreaterThan(LARGEST_ITEM - 7);
      expectCarried(messageOf({ commit: commit(some), replayId }));
    },
  );

  it('is a message that SQS takes, and a record that Kinesis takes, whatever is in it and however large', () => {
    const unit = fc.oneof(
      fc.constantFrom('\u0000', '"', '\uffff', '\ufffe', '\ud800', '\udc00', '👩', '李', '\u2028', 'a'),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    );
    const text = fc.string({ unit, minLength: 1, maxLength: 20 });
    const id = fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 200 }), text);
    /** Where the bulk is, and how many bytes of JSON. */
    const bulk = fc.record({
      of: fc.constantFrom('data', 'actor', 'correlationId', 'causationId'),
      bytes: fc.integer({ min: 0, max: 450_000 }),
    });
    let taken = 0;
    fc.assert(
      fc.property(id, text, bulk, (ownId, some, { of, bytes }) => {
        const repeated = some.repeat(Math.ceil(bytes / Buffer.byteLength(some)));
        const plain = commitOf(`shop/box#${ownId}`, 1, labelled(of === 'data' ? repeated : some));
        const commit = of === 'data' ? plain : { ...plain, [of]: repeated };
        if (!isTaken(commit)) return;
        taken += 1;
        const message = messageOf({ commit, replayId });
        expectCarried(message);
        expect(JSON.parse(message.body)).toEqual({ commit, replayId });
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(30);
  });
});
