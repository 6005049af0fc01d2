import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { boxFold } from '../../../test/support/box/box';
import { filled, labelled, sealed } from '../../../test/support/box/box.events';
import { boxUpcasters, filledAt } from '../../../test/support/box/box.upcasters';
import { all, recordOf, commitOf } from '../../../test/support/commit-of';
import { EventSchemas } from '../log/event-schemas';
import { foldStream } from '../log/fold-stream';
import { UpcastingEventStore } from './upcasting-event-store';

const STREAM = 'shop/box#1';

describe('UpcastingEventStore', () => {
  let stored: MemoryEventStore;
  let log: UpcastingEventStore;

  beforeEach(() => {
    stored = new MemoryEventStore();
    log = new UpcastingEventStore(stored, new EventSchemas([{ upcasters: boxUpcasters }]));
  });

  it('keeps the revision of what is appended', async () => {
    const commit = commitOf(STREAM, 1, labelled('toys'), filled('car'));
    await expect(log.append(commit)).resolves.toMatchObject({ outcome: 'appended' });
    await expect(all(stored.read(STREAM))).resolves.toMatchObject([
      { events: [labelled('toys'), filledAt(3, 'car')] },
    ]);
    await expect(all(log.read(STREAM))).resolves.toMatchObject([commit]);
  });

  describe('on a log of many years', () => {
    const history = [filledAt(1, 'car'), filledAt(2, 'doll'), sealed, filledAt(3, 'ball')];
    const today = [filledAt(3, 'car'), filledAt(3, 'doll'), sealed, filledAt(3, 'ball')];

    beforeEach(async () => {
      for (const [index, event] of history.entries()) await stored.append(commitOf(STREAM, index + 1, event));
    });

    it('reads it as if it had all been written today', async () => {
      const commits = await all(log.read(STREAM));
      expect(commits.flatMap(({ events }) => events)).toEqual(today);
      await expect(foldStream(log, STREAM, boxFold)).resolves.toEqual({
        label: '',
        items: ['car', 'doll', 'ball'],
        sealed: true,
      });
    });

    it('reads a part of it', async () => {
      const commits = await all(log.read(STREAM, { from: 2, to: 3, order: 'newest-first' }));
      expect(commits.flatMap(({ events }) => events)).toEqual([sealed, filledAt(3, 'doll')]);
    });

    it('loads it so', async () => {
      const { commits } = await log.load(STREAM, '1-a', 1);
      expect((await all(commits)).flatMap(({ events }) => events)).toEqual(today.slice(1));
    });

    it('shows the winner of a conflict so', async () => {
      const late = await log.append(commitOf(STREAM, 2, sealed));
      expect(late).toMatchObject({
        outcome: 'conflict',
        winner: { commit: { events: [filledAt(3, 'doll')] } },
      });
    });
  });

  it('passes on a conflict whose winner is not known', async () => {
    class Forgetful extends MemoryEventStore {
      override append(): ReturnType<MemoryEventStore['append']> {
        return Promise.resolve({ outcome: 'conflict' });
      }
    }
    const unknowing = new UpcastingEventStore(new Forgetful(), new EventSchemas([]));
    await expect(unknowing.append(commitOf(STREAM, 1, sealed))).resolves.toEqual({ outcome: 'conflict' });
  });

  it('keeps the record that comes with a commit', async () => {
    const record = recordOf({ actor: 'a-tester', key: 'a-key' });
    await log.append(commitOf(STREAM, 1, sealed), { record });
    await expect(stored.ports.records.find('a-tester', 'a-key')).resolves.toEqual(record);
  });
});
