import { randomUUID } from 'node:crypto';
import { sealed } from '../../support/box/box.events';
import { all, commitOf, newStream } from '../../support/commit-of';
import { label, taking, type EventStoreKit } from './kit';

export function uniqueValuesContract(kit: EventStoreKit): void {
  describe('unique values', () => {
    it('takes a value with the commit, and refuses it to every other stream in any spelling', async () => {
      const uniqueValue = label();
      await expect(
        kit.store.append(commitOf(kit.stream, 1, sealed), taking(uniqueValue)),
      ).resolves.toMatchObject({
        outcome: 'appended',
      });

      const [other, wanted] = [newStream(), label(` ${uniqueValue.value.toUpperCase()}`)];
      const refused = kit.store.append(commitOf(other, 1, sealed), taking(label(), wanted));
      await expect(refused).resolves.toEqual({ outcome: 'taken', value: wanted });
      await expect(all(kit.store.read(other))).resolves.toEqual([]);
    });

    it.each([
      ['of 62 characters that are 18 each when unified', '\ufdfa'.repeat(62)],
      ['of thousands of bytes', '李'.repeat(4_000)],
      ['that is empty', ''],
      ['with half a character', 'a\ud800'],
      ['that nobody sees', '\u200b\u00ad'],
    ])('takes a value %s for one stream, and releases it', async (_, text) => {
      const uniqueValue = { ...label(text), name: randomUUID() };
      const taken = kit.store.append(commitOf(kit.stream, 1, sealed), taking(uniqueValue));
      await expect(taken).resolves.toMatchObject({ outcome: 'appended' });
      const other = kit.store.append(commitOf(newStream(), 1, sealed), taking(uniqueValue));
      await expect(other).resolves.toEqual({ outcome: 'taken', value: uniqueValue });
      const released = kit.store.append(commitOf(kit.stream, 2, sealed), {
        uniqueValues: { taken: [], released: [uniqueValue] },
      });
      await expect(released).resolves.toMatchObject({ outcome: 'appended' });
      const again = kit.store.append(commitOf(newStream(), 1, sealed), taking(uniqueValue));
      await expect(again).resolves.toMatchObject({ outcome: 'appended' });
    });

    it('takes nothing of what a refused commit wanted', async () => {
      const [held, free] = [label(), label()];
      await kit.store.append(commitOf(kit.stream, 1, sealed), taking(held));
      await kit.store.append(commitOf(newStream(), 1, sealed), taking(free, held));
      const another = kit.store.append(commitOf(newStream(), 1, sealed), taking(free));
      await expect(another).resolves.toMatchObject({ outcome: 'appended' });
    });

    it('gives one of 50 streams the value that all of them want at once', async () => {
      const uniqueValue = label();
      const rivals = Array.from({ length: 50 }, () => commitOf(newStream(), 1, sealed));
      const results = await Promise.all(
        rivals.map((commit) => kit.store.append(commit, taking(uniqueValue))),
      );
      expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      const lengths = await Promise.all(
        rivals.map(async (commit) => (await all(kit.store.read(commit.stream))).length),
      );
      expect(lengths.filter((length) => length === 1)).toHaveLength(1);
    });

    it('lets a stream take again what it holds', async () => {
      const uniqueValue = label();
      await kit.store.append(commitOf(kit.stream, 1, sealed), taking(uniqueValue));
      await expect(
        kit.store.append(commitOf(kit.stream, 2, sealed), taking(uniqueValue)),
      ).resolves.toMatchObject({
        outcome: 'appended',
      });
    });

    it('releases a value with the commit that gives it up, for others to take', async () => {
      const [old, better] = [label(), label()];
      await kit.store.append(commitOf(kit.stream, 1, sealed), taking(old));
      const changed = kit.store.append(commitOf(kit.stream, 2, sealed), {
        uniqueValues: { taken: [better], released: [old] },
      });
      await expect(changed).resolves.toMatchObject({ outcome: 'appended' });
      const taken = kit.store.append(commitOf(newStream(), 1, sealed), taking(old));
      await expect(taken).resolves.toMatchObject({ outcome: 'appended' });
    });

    it('releases nothing when the new value is refused', async () => {
      const [old, held] = [label(), label()];
      await kit.store.append(commitOf(kit.stream, 1, sealed), taking(old));
      await kit.store.append(commitOf(newStream(), 1, sealed), taking(held));
      const refused = kit.store.append(commitOf(kit.stream, 2, sealed), {
        uniqueValues: { taken: [held], released: [old] },
      });
      await expect(refused).resolves.toEqual({ outcome: 'taken', value: held });
      const another = kit.store.append(commitOf(newStream(), 1, sealed), taking(old));
      await expect(another).resolves.toEqual({ outcome: 'taken', value: old });
    });

    it('says that the reservations are wrong when a stream releases what it does not hold', async () => {
      const uniqueValue = label();
      await kit.store.append(commitOf(newStream(), 1, sealed), taking(uniqueValue));
      const stolen = kit.store.append(commitOf(kit.stream, 1, sealed), {
        uniqueValues: { taken: [], released: [uniqueValue] },
      });
      await expect(stolen).rejects.toThrow(`${kit.stream} does not own a unique value that it releases`);
      await expect(all(kit.store.read(kit.stream))).resolves.toEqual([]);
    });

    it('puts the conflict before the unique value: the newer state decides what is wanted', async () => {
      const uniqueValue = label();
      await kit.store.append(commitOf(newStream(), 1, sealed), taking(uniqueValue));
      await kit.append(commitOf(kit.stream, 1, sealed));
      const late = kit.store.append(commitOf(kit.stream, 1, sealed), taking(uniqueValue));
      await expect(late).resolves.toMatchObject({ outcome: 'conflict' });
    });

    it('recognises its own commit with unique values when it is sent twice, also later', async () => {
      const commit = commitOf(kit.stream, 1, sealed);
      const uniqueValues = taking(label());
      await expect(kit.store.append(commit, uniqueValues)).resolves.toMatchObject({ outcome: 'appended' });
      await expect(kit.store.append(commit, uniqueValues)).resolves.toMatchObject({ outcome: 'appended' });
      await kit.append(commitOf(kit.stream, 2, sealed));
      await expect(kit.store.append(commit, uniqueValues)).resolves.toMatchObject({ outcome: 'appended' });
      await expect(all(kit.store.read(kit.stream))).resolves.toHaveLength(2);
    });
  });
}
