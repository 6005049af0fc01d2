import { labelled } from '../../../test/support/box/box.events';
import { commitOf } from '../../../test/support/commit-of';
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

  it('says in escapes what a queue refuses, and comes back the same', () => {
    const commit = commitOf('shop/box#1', 1, labelled('\u{1f331} \uffff \ufffe é'));
    const { body } = messageOf(commit);
    expect(body).toContain(String.raw`\ud83c\udf31 \uffff \ufffe é`);
    expect(JSON.parse(body)).toEqual(commit);
  });
});
