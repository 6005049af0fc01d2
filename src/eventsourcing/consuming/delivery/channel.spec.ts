import fc from 'fast-check';
import { labelled } from '../../../../test/support/box/box.events';
import { commitOf } from '../../../../test/support/commit-of';
import { messageOf } from './channel';

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
});
