import { labelled, filled, sealed } from '../../../test/support/box/box.events';
import { boxEvents, type BoxEvent } from '../../../test/support/box/box';
import { all, commitOf } from '../../../test/support/commit-of';
import {
  consumersOf,
  MemoryDoorbells,
  NO_HURRY,
  PassingError,
} from '../../../test/support/memory/memory-consumers';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { MemoryProcessStore } from '../../../test/support/memory/memory-process-store';
import { untypedProcess } from '../../../test/support/processing';
import { useVirtualTime } from '../../../test/support/virtual-time';
import { Command } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { Commit } from '../log/commit';
import type { CommandContext } from '../writing/command-context';
import type { Consumers } from './consumers';
import type { Process, ProcessHandlers, ProcessReactions } from './process';
import { ProcessConsumer } from './process-consumer';

const STREAM = 'shop/box#one';

class ShipItem extends Command {
  static readonly type = 'shop/item/ship';

  readonly item!: string;
}

/** Ships what is sealed, item by item. */
class ShipSealedBoxes implements Process<BoxEvent> {
  readonly name: string = 'shop/ship-sealed-boxes';
  readonly follows = [boxEvents];
  readonly sends = [ShipItem];
  readonly expects = ['shop/item/shipped-already'];
  readonly on: ProcessHandlers<BoxEvent> = {
    'shop/box/filled': ({ id, data }, rows) => {
      for (const item of data.items) rows.put(id, item);
    },
  };
  readonly react: ProcessReactions<BoxEvent> = {
    'shop/box/sealed': async function* ({ id }, state) {
      for await (const { item } of state.list(id)) yield ShipItem.of({ item });
    },
  };
}

describe('ProcessConsumer', () => {
  useVirtualTime();
  let log: MemoryEventStore;
  let store: MemoryProcessStore;
  let doorbells: MemoryDoorbells;
  /** What was sent, refused or not. */
  let sent: { item: string; context: CommandContext }[];
  /** What a command is answered with, by item. */
  let refusals: Map<string, () => Error | undefined>;
  let consumers: Consumers;

  beforeEach(() => {
    log = new MemoryEventStore();
    store = new MemoryProcessStore();
    doorbells = new MemoryDoorbells();
    sent = [];
    refusals = new Map();
    consumers = consumersOf([consumerOf(new ShipSealedBoxes())], { log, doorbells });
  });

  function consumerOf(process: Process<BoxEvent>): ProcessConsumer {
    const bus = {
      execute: (command: Command, context: CommandContext) => {
        const item = String(command.toData().data.item);
        sent.push({ item, context });
        const refusal = refusals.get(item)?.();
        return refusal ? Promise.reject(refusal) : Promise.resolve({ id: item, version: 1 });
      },
    };
    return new ProcessConsumer(untypedProcess(process), store, bus);
  }

  async function take(...commits: readonly Commit[]): Promise<void> {
    for (const commit of commits) await log.append(commit);
    await expect(consumers.take(commits, NO_HURRY)).resolves.toEqual(new Set());
  }
  const items = (): string[] => sent.map(({ item }) => item);
  const checkpoint = async (): Promise<unknown> =>
    (await store.checkpoints('shop/ship-sealed-boxes', [STREAM]))[0];
  const at = (version: number, rowsAt = version): object => ({ stream: STREAM, version, rowsAt });
  const refused = (code: string): Error => new DomainError('rule', code, 'No.');

  it('stores rows, reacts, and moves its checkpoint', async () => {
    await take(
      commitOf(STREAM, 1, filled('car', 'doll')),
      commitOf(STREAM, 2, sealed),
      commitOf(STREAM, 3, sealed),
    );
    expect(items()).toEqual(['car', 'doll', 'car', 'doll']);
    await expect(checkpoint()).resolves.toEqual(at(3));
    expect(store.writes.map(({ checkpoint: { version, rowsAt } }) => [version, rowsAt])).toEqual([
      [0, 3],
      [3, 3],
    ]);
  });

  it('writes once where there is nothing to react to', async () => {
    await take(commitOf(STREAM, 1, labelled('toys')), commitOf(STREAM, 2, filled('car')));
    expect(store.writes).toHaveLength(1);
    await expect(checkpoint()).resolves.toEqual(at(2));
    expect(sent).toEqual([]);
  });

  it('does nothing twice', async () => {
    const commits = [commitOf(STREAM, 1, filled('car')), commitOf(STREAM, 2, sealed)];
    await take(...commits);
    await take(...commits);
    await expect(
      consumers.catchUp({ consumer: 'shop/ship-sealed-boxes', stream: STREAM }, NO_HURRY),
    ).resolves.toEqual({
      from: 2,
      version: 2,
      isFinished: true,
    });
    expect(items()).toEqual(['car']);
    expect(store.writes).toHaveLength(2);
  });

  it('sends as the process, because of the commit, in the same conversation', async () => {
    const commit = { ...commitOf(STREAM, 1, filled('car'), sealed), correlationId: 'a conversation' };
    await take(commit);
    expect(sent[0]?.context).toMatchObject({
      actor: 'shop/ship-sealed-boxes',
      correlationId: 'a conversation',
      causationId: commit.commitId,
    });
  });

  describe('that was interrupted', () => {
    const commits = [commitOf(STREAM, 1, filled('car', 'doll')), commitOf(STREAM, 2, sealed)];

    it('reacts again after its rows were stored, with the same keys', async () => {
      refusals.set('doll', () => new Error('crash'));
      await take(...commits);
      await expect(checkpoint()).resolves.toEqual(at(1, 2));
      expect(doorbells.rung).toMatchObject([{ reason: 'Error: crash' }]);

      refusals.clear();
      const before = sent.splice(0);
      await consumers.catchUp({ consumer: 'shop/ship-sealed-boxes', stream: STREAM }, NO_HURRY);
      const keysOf = (each: typeof sent): unknown[] => each.map(({ context }) => context.idempotency?.key);
      expect(keysOf(sent)).toEqual(keysOf(before));
      expect(new Set(keysOf(sent)).size).toBe(2);
      await expect(checkpoint()).resolves.toEqual(at(2));
      expect(store.writes.map(({ rows }) => rows.length)).toEqual([2, 0, 0]);
    });

    it('keeps what came before the commit that it cannot react to', async () => {
      let left = 3;
      refusals.set('car', () => (--left < 0 ? new Error('crash') : undefined));
      const more = [3, 4, 5].map((version) => commitOf(STREAM, version, sealed));
      await take(...commits, ...more);
      await expect(checkpoint()).resolves.toEqual(at(4, 5));
    });

    it('is tried again at once for what passes by itself', async () => {
      let left = 2;
      refusals.set('car', () => (left-- > 0 ? new PassingError('busy') : undefined));
      await take(...commits);
      await expect(checkpoint()).resolves.toEqual(at(2));
      expect(doorbells.rung).toEqual([]);
    });

    it('stops sending when the time is up', async () => {
      const until = Date.now() + 1_000;
      refusals.set('car', () => {
        jest.mocked(Date.now).mockReturnValue(until);
        return undefined;
      });
      await take(commitOf(STREAM, 1, filled('car', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')));
      await log.append(commitOf(STREAM, 2, sealed));
      const caughtUp = consumers.catchUp({ consumer: 'shop/ship-sealed-boxes', stream: STREAM }, until);
      await expect(caughtUp).resolves.toEqual({ from: 1, version: 1, isFinished: false });
      expect(items()).toEqual(['a', 'b', 'c', 'car']);
    });
  });

  describe('whose command is refused', () => {
    const commits = [commitOf(STREAM, 1, filled('car', 'doll', 'top')), commitOf(STREAM, 2, sealed)];

    it('goes on when it expects that', async () => {
      refusals.set('car', () => refused('shop/item/shipped-already'));
      await take(...commits);
      await expect(checkpoint()).resolves.toEqual(at(2));
    });

    it('fails when it does not, after the other commands', async () => {
      refusals.set('car', () => refused('shop/item/unknown'));
      refusals.set('doll', () => refused('shop/item/unknown'));
      await take(...commits);
      expect(items()).toEqual(['car', 'doll', 'top']);
      await expect(checkpoint()).resolves.toEqual(at(1, 2));
      expect(doorbells.rung).toMatchObject([
        {
          reason:
            'UnexpectedRefusalError: shop/ship-sealed-boxes: shop/item/ship was refused (shop/item/unknown: No.), ' +
            '2 in all. If that means that there is nothing left to do, list the code in `expects`; if something follows ' +
            'from it, in `refused`.',
        },
      ]);
    });
  });

  it('sends at most eight commands at the same time', async () => {
    let [running, most] = [0, 0];
    const bus = {
      execute: async () => {
        most = Math.max(most, (running += 1));
        for (let wait = 0; wait < 99; wait += 1) await Promise.resolve();
        running -= 1;
        return { id: 'any', version: 1 };
      },
    };
    const consumer = new ProcessConsumer(untypedProcess(new ShipSealedBoxes()), store, bus);
    const names = Array.from({ length: 30 }, (_, index) => `item ${index}`);
    const [from] = await consumer.checkpoints([STREAM]);
    if (!from) throw new Error('There is no checkpoint.');
    await all(consumer.take(from, [commitOf(STREAM, 1, filled(...names), sealed)], NO_HURRY));
    expect(most).toBe(8);
  });

  it('splits many rows over several writes', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `item ${index}`);
    await take(
      commitOf(STREAM, 1, filled(...names)),
      commitOf(STREAM, 2, filled('a', ...names.map((n) => `b ${n}`))),
    );
    expect(store.writes.map(({ rows }) => rows.length)).toEqual([60, 61]);
    await expect(checkpoint()).resolves.toEqual(at(2));
  });

  it.each(['', 'shop', 'shop/ship#boxes', 'shop/ship@boxes', 'Shop/ship', 'shop/ship/boxes'])(
    'refuses the name %j',
    (name) => {
      const process = Object.assign(new ShipSealedBoxes(), { name });
      expect(() => consumerOf(process)).toThrow('is no name of a process');
    },
  );
});
