import fc from 'fast-check';
import { labelled } from '../../../../test/support/box/box.events';
import { commitOf } from '../../../../test/support/commit-of';
import { itemSize, LARGEST_ITEM, toItem } from '../../../aws/commit-item';
import { messageOf } from './channel';

const MEBIBYTE = 1024 * 1024;

describe('messageOf', () => {
  it('is the envelope as JSON, with its size in UTF-8', () => {
    const envelope = {
      commit: commitOf('shop/box#1', 1, labelled('Spielzeug für 李小龍 👩‍👩‍👧')),
      replayId: 'again',
    };
    const message = messageOf(envelope);
    expect(message.envelope).toBe(envelope);
    expect(JSON.parse(message.body)).toEqual(envelope);
    expect(message.bytes).toBe(new TextEncoder().encode(message.body).length);
    expect(message.bytes).toBeGreaterThan(message.body.length);
  });

  it('holds no character that a queue refuses, and still says the same', () => {
    const anyText = fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((u) => String.fromCharCode(u)),
    });
    fc.assert(
      fc.property(anyText, (text) => {
        const commit = commitOf('shop/box#1', 1, labelled(text));
        const { body } = messageOf({ commit });
        expect(body).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
        expect(JSON.parse(body)).toEqual({ commit });
      }),
    );
  });

  it('escapes nothing that a queue takes: a character of 4 bytes stays 4 bytes', () => {
    const { body } = messageOf({ commit: commitOf('shop/box#1', 1, labelled('\uffff👩')) });
    expect(body).toContain('"\\uffff👩"');
  });

  it.each(['a', '"', 'ü', '李', '👩', '\uffff', '\ud800', '\u0001'])(
    'of the largest commit that the log has room for fits into a message of 1 MiB, all %j',
    (character) => {
      let [some, tooMany] = [1, LARGEST_ITEM];
      const commit = (count: number): ReturnType<typeof commitOf> =>
        commitOf('shop/box#1', 1, labelled(character.repeat(count)));
      while (tooMany - some > 1) {
        const count = Math.floor((some + tooMany) / 2);
        if (itemSize(toItem(commit(count))) <= LARGEST_ITEM) some = count;
        else tooMany = count;
      }
      expect(messageOf({ commit: commit(some), replayId: 'a'.repeat(64) }).bytes).toBeLessThan(MEBIBYTE);
    },
  );
});
