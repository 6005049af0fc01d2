import { randomUUID } from 'node:crypto';
import { labelled, sealed } from '../../support/box/box.events';
import { all, commitOf } from '../../support/commit-of';
import { label, taking, type EventStoreKit } from './kit';

/** What is refused since no store could hold it, or no later hop carry it. */
export function limitsContract(kit: EventStoreKit): void {
  describe('limits', () => {
    const nothingIsIn = async (stream: string): Promise<void> => {
      await expect(all(kit.store.read(stream))).resolves.toEqual([]);
    };

    it.each(['x', '👩', '\u0001', '"', '\uffff'])(
      'refuses a commit of more than 400 KB of %j',
      async (text) => {
        const commit = commitOf(kit.stream, 1, labelled(text.repeat(410_000)));
        await expect(kit.store.append(commit)).rejects.toMatchObject({
          kind: 'too-large',
          code: 'commit-too-large',
        });
        await nothingIsIn(kit.stream);
      },
    );

    it('refuses a commit that becomes a message of more than 1 MiB', async () => {
      const commit = { ...commitOf(kit.stream, 1, sealed), actor: '\u0001'.repeat(200_000) };
      await expect(kit.store.append(commit)).rejects.toMatchObject({
        kind: 'too-large',
        code: 'commit-too-large',
        message:
          'The command leads to 1173 KB of events; at most 1023 KB fit into one message. Ask for less at once.',
      });
      await nothingIsIn(kit.stream);
    });

    it('takes 88,000 characters of 4 bytes, which stay 4 bytes on their way', async () => {
      await kit.append(commitOf(kit.stream, 1, labelled('\u{1f469}'.repeat(88_000))));
    });

    it.each([
      ['is too long for a message group', 'x'.repeat(120)],
      ['is not ASCII', '李小龍'],
      ['has a blank', 'one two'],
      ['has a line break', 'one\n'],
      ['is empty', ''],
    ])('refuses a stream whose id %s', async (_, id) => {
      const stream = `shop/box#${id}`;
      await expect(kit.store.append(commitOf(stream, 1, sealed))).rejects.toMatchObject({
        kind: 'malformed',
        code: 'stream-undeliverable',
      });
      await nothingIsIn(stream);
    });

    it('takes a stream whose id just fits', async () => {
      const id = `${randomUUID()}!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~`;
      await kit.append(commitOf(`shop/box#${id.padEnd(119, 'x')}`, 1, sealed));
    });

    it('refuses more unique values in one commit than a transaction can hold', async () => {
      const taken = Array.from({ length: 100 }, () => label());
      const refused = kit.store.append(commitOf(kit.stream, 1, sealed), taking(...taken));
      await expect(refused).rejects.toThrow('takes or releases 100 unique values in one commit');
      await nothingIsIn(kit.stream);
      const fewer = kit.store.append(commitOf(kit.stream, 1, sealed), taking(...taken.slice(1)));
      await expect(fewer).resolves.toMatchObject({ outcome: 'appended' });
    });
  });
}
