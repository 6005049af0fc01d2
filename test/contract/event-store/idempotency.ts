import { randomUUID } from 'node:crypto';
import { sealed } from '../../support/box/box.events';
import { all, recordOf, commitOf, newStream } from '../../support/commit-of';
import { label, taking, type EventStoreKit } from './kit';

export function idempotencyContract(kit: EventStoreKit): void {
  describe('records under an idempotency key', () => {
    it('keeps the answer with the commit', async () => {
      const kept = recordOf();
      const result = await kit.store.append(commitOf(kit.stream, 1, sealed), { record: kept });
      expect(result.outcome).toBe('appended');
      await expect(kit.ports.records.find('ann', kept.key)).resolves.toEqual(kept);
    });

    it('keeps whatever else was answered, as it was, with a commit and without', async () => {
      const details = { items: ['', 'a "b"', null], deep: { number: 1.5, text: '李 👩‍👩‍👧' } };
      const [first, second] = [recordOf({ details }), recordOf({ details })];
      await kit.store.append(commitOf(kit.stream, 1, sealed), { record: first });
      await kit.ports.records.keep(second);
      for (const kept of [first, second])
        await expect(kit.ports.records.find('ann', kept.key)).resolves.toEqual(kept);
    });

    it('keeps an answer without a commit, unless there is one', async () => {
      const [first, late] = [recordOf(), recordOf({ version: 2 })];
      await expect(kit.ports.records.keep(first)).resolves.toEqual(first);
      await expect(kit.ports.records.keep({ ...late, key: first.key })).resolves.toEqual(first);
    });

    it('keeps an answer whatever the length of actor and key, for these alone', async () => {
      const long = recordOf({ actor: '李'.repeat(1_000), key: 'k'.repeat(1_000) });
      await expect(kit.ports.records.keep(long)).resolves.toEqual(long);
      await expect(kit.ports.records.find(long.actor, long.key)).resolves.toEqual(long);
      await expect(kit.ports.records.find(long.actor, `${long.key}k`)).resolves.toBeUndefined();
      await expect(kit.ports.records.find(`${long.actor}李`, long.key)).resolves.toBeUndefined();
    });

    it('knows no answer to a key that it has not seen, nor to that of another actor', async () => {
      const kept = recordOf();
      await kit.store.append(commitOf(kit.stream, 1, sealed), { record: kept });
      await expect(kit.ports.records.find('ann', randomUUID())).resolves.toBeUndefined();
      await expect(kit.ports.records.find('bob', kept.key)).resolves.toBeUndefined();
    });

    it('commits nothing more under the same key, and tells the first answer', async () => {
      const first = recordOf();
      await kit.store.append(commitOf(kit.stream, 1, sealed), { record: first });
      const again = recordOf({ key: first.key, version: 2, fingerprint: 'another' });
      const repeated = kit.store.append(commitOf(kit.stream, 2, sealed), { record: again });
      await expect(repeated).resolves.toEqual({ outcome: 'repeated', record: first });
      await expect(all(kit.store.read(kit.stream))).resolves.toHaveLength(1);
    });

    it('puts the answer before the conflict that the first request is to its repeat', async () => {
      const first = recordOf();
      const [uniqueValues, other] = [taking(label()), newStream()];
      await kit.store.append(commitOf(kit.stream, 1, sealed), { ...uniqueValues, record: first });
      for (const stream of [kit.stream, other]) {
        const repeated = kit.store.append(commitOf(stream, 1, sealed), { ...uniqueValues, record: first });
        await expect(repeated).resolves.toEqual({ outcome: 'repeated', record: first });
      }
    });

    it('keeps no answer to what was not done', async () => {
      const kept = recordOf();
      await kit.append(commitOf(kit.stream, 1, sealed));
      const late = await kit.store.append(commitOf(kit.stream, 1, sealed), { record: kept });
      expect(late.outcome).toBe('conflict');
      await expect(kit.ports.records.find('ann', kept.key)).resolves.toBeUndefined();
    });

    it('gives a key free when its answer has expired', async () => {
      const expired = recordOf({ expiresAt: Math.floor(Date.now() / 1000) - 1 });
      await kit.store.append(commitOf(kit.stream, 1, sealed), { record: expired });
      await expect(kit.ports.records.find('ann', expired.key)).resolves.toBeUndefined();
      const next = recordOf({ key: expired.key, version: 2 });
      const result = await kit.store.append(commitOf(kit.stream, 2, sealed), { record: next });
      expect(result.outcome).toBe('appended');
      await expect(kit.ports.records.find('ann', expired.key)).resolves.toEqual(next);
    });

    it('recognises its own commit when it is sent twice', async () => {
      const [commit, kept] = [commitOf(kit.stream, 1, sealed), recordOf()];
      for (let times = 0; times < 2; times += 1) {
        const result = await kit.store.append(commit, { record: kept });
        expect(result.outcome).toBe('appended');
      }
    });

    it('lets one of 50 requests with one key through at a time', async () => {
      const kept = recordOf();
      const rivals = Array.from({ length: 50 }, () => commitOf(newStream(), 1, sealed));
      const results = await Promise.all(rivals.map((commit) => kit.store.append(commit, { record: kept })));
      expect(results.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      for (const result of results.filter(({ outcome }) => outcome !== 'appended')) {
        expect([
          { outcome: 'repeated', record: kept },
          { outcome: 'busy', inProgress: true },
        ]).toContainEqual(result);
      }
    });
  });
}
