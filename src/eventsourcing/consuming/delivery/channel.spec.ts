import fc from 'fast-check';
import { labelled } from '../../../../test/support/box/box.events';
import { commitOf } from '../../../../test/support/commit-of';
import { messageOf } from './channel';

describe('messageOf', () => {
  it('is the commit as JSON, with its size in UTF-8', () => {
    const commit = commitOf('shop/box#1', 1, labelled('Spielzeug für 李小龍 👩‍👩‍👧'));
    const message = messageOf(commit);
    expect(message.commit).toBe(commit);
    expect(JSON.parse(message.body)).toEqual(commit);
    expect(message.bytes).toBe(new TextEncoder().encode(message.body).length);
    expect(message.bytes).toBeGreaterThan(message.body.length);
  });

  it('holds no character that a queue may refuse, and still says the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((u) => String.fromCharCode(u)) }),
        (text) => {
          const commit = commitOf('shop/box#1', 1, labelled(text));
          const { body } = messageOf(commit);
          expect(body).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/);
          expect(JSON.parse(body)).toEqual(commit);
        },
      ),
    );
    expect(messageOf(commitOf('shop/box#1', 1, labelled('\uffff👩'))).body).toContain(
      '"\\uffff\\ud83d\\udc69"',
    );
  });
});
