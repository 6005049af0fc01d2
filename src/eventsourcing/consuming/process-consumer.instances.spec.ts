import { IsString } from 'class-validator';
import { emptied, filled, labelled, sealed } from '../../../test/support/box/box.events';
import { boxEvents, type BoxEvent } from '../../../test/support/box/box';
import { commitOf } from '../../../test/support/commit-of';
import { everyInterleaving } from '../../../test/support/interleavings';
import { MemoryProcessStore } from '../../../test/support/memory/memory-process-store';
import { processing, untypedProcess } from '../../../test/support/processing';
import { Command } from '../../kernel/command';
import type { Commit } from '../log/commit';
import type { Process } from './process';
import { ProcessConsumer } from './process-consumer';
import { cancel, later } from './timeout';

class Note extends Command {
  static readonly type = 'shop/box/note';

  @IsString()
  readonly text!: string;
}
const note = (text: string): Note => Note.of({ text });
const AT = Date.UTC(2026, 10, 25);

/** A box that is filled is watched until it is sealed. What it is labelled belongs to it, whichever box has the label. */
const watch: Process<BoxEvent> = {
  name: 'shop/watch-boxes',
  follows: [boxEvents],
  sends: [Note],
  timeouts: ['forgotten'],
  instances: {
    begin: { 'shop/box/filled': ({ id }) => id },
    end: { 'shop/box/sealed': ({ id }) => id },
  },
  on: {
    'shop/box/labelled': ({ data: { label } }, rows) => {
      rows.put(label, 'label');
    },
  },
  react: {
    'shop/box/filled': ({ id }) => [note('filled'), later(id, 'forgotten', note('forgotten'), AT)],
    'shop/box/labelled': async function* ({ data: { label } }, state) {
      yield note((await state.isOpen(label)) ? 'open' : 'closed');
    },
    'shop/box/sealed': ({ id }) => [cancel(id, 'forgotten')],
    'shop/box/emptied': () => [note('emptied')],
  },
  refused: {
    'shop/box/locked': (command, { code }) => [note(`${command.type} ${code}`)],
  },
};

describe('an instance of a process', () => {
  const process = processing(watch);

  it('is known from the event that begins it to the one that ends it', async () => {
    await process.when('other', labelled('one')).then(note('closed'));
    const open = process.given('one', filled('a'));
    await open.when('other', labelled('one')).then(note('open'));
    await open.given('one', sealed).when('other', labelled('one')).then(note('closed'));
  });

  it('keeps nothing once it has ended, nor of what comes too late or for none', async () => {
    const open = process.given('one', filled('a')).given('other', labelled('one'));
    await open.when('one', sealed).thenForgets('one');
    await open.given('one', sealed).when('other', labelled('one')).thenForgets('one');
    await process.when('other', labelled('one')).thenForgets('one');
    await process.when('one', filled('a'), sealed).thenForgets('one');
  });

  it('sets and cancels timeouts', async () => {
    await process
      .when('one', filled('a'))
      .then(note('filled'), later('one', 'forgotten', note('forgotten'), AT));
    await process.given('one', filled('a')).when('one', sealed).then(cancel('one', 'forgotten'));
  });

  it('goes on with what follows from a refusal, and fails with one that nothing is said of', async () => {
    await process
      .refused(note('emptied'), 'shop/box/locked')
      .when('one', emptied('a'))
      .then(note('emptied'), note('shop/box/note shop/box/locked'));
    const unknown = process.refused(note('emptied'), 'shop/box/lost').when('one', emptied('a')).then();
    await expect(unknown).rejects.toThrow('list the code in `expects`; if something follows from it');
  });

  it('refuses a timeout that it does not list, and an item that is the consumer’s', async () => {
    const unlisted = processing({ ...watch, timeouts: [] });
    await expect(unlisted.when('one', filled('a')).then()).rejects.toThrow('add it to its `timeouts`');
    const on: Process<BoxEvent>['on'] = {
      'shop/box/filled': ({ id }, rows) => {
        rows.put(id, '@mine');
      },
    };
    await expect(
      processing({ ...watch, on })
        .when('one', filled('a'))
        .then(),
    ).rejects.toThrow('@mine');
  });

  it('keeps nothing, and acts again where it stopped, whichever call its function ended at', async () => {
    const calls = await callsUntilTheEnd(Infinity);
    expect(calls).toBeGreaterThan(10);
    for (let fatal = 1; fatal <= calls; fatal++) await callsUntilTheEnd(fatal);
  });

  it('keeps nothing, whichever step of its end a late event falls between', async () => {
    let store = new MemoryProcessStore();
    const orders = await everyInterleaving(
      (gate) => {
        store = new GatedStore(gate);
        const consumer = consumerOf(store);
        return [
          takeAll(consumer, commitOf('shop/box#one', 1, filled('a'), sealed)),
          takeAll(consumer, commitOf('shop/box#other', 1, labelled('one'))),
        ];
      },
      () => {
        expect(store.itemsOf('shop/watch-boxes', 'one')).toEqual([]);
      },
    );
    expect(orders).toBeGreaterThan(20);
  });
});

const commits = [
  commitOf('shop/box#one', 1, filled('a')),
  commitOf('shop/box#other', 1, labelled('one')),
  commitOf('shop/box#one', 2, sealed),
  commitOf('shop/box#other', 2, labelled('one')),
];

/** Plays a whole instance; the call of this number has its effect and no answer. @returns calls */
async function callsUntilTheEnd(fatal: number): Promise<number> {
  let calls = 0;
  const store = new GatedStore(() => {
    calls += 1;
    return calls === fatal ? Promise.reject(new Error('crash')) : Promise.resolve();
  });
  for (const commit of commits) {
    await takeAll(consumerOf(store), commit).catch(() => takeAll(consumerOf(store), commit));
  }
  expect(store.itemsOf('shop/watch-boxes', 'one')).toEqual([]);
  return calls;
}

function consumerOf(store: MemoryProcessStore): ProcessConsumer {
  const bus = { execute: () => Promise.resolve({ id: 'any', version: 1 }) };
  const schedules = { schedule: () => Promise.resolve(), cancel: () => Promise.resolve() };
  return new ProcessConsumer(untypedProcess(watch), store, bus, schedules);
}

async function takeAll(consumer: ProcessConsumer, commit: Commit): Promise<void> {
  const [from] = await consumer.checkpoints([commit.stream]);
  if (!from) throw new Error('There is no checkpoint.');
  if (from.version >= commit.version) return;
  for await (const reached of consumer.take(from, [commit], Infinity))
    expect(reached.stream).toBe(commit.stream);
}

/** After each write, its answer waits for its turn. */
class GatedStore extends MemoryProcessStore {
  constructor(private readonly gate: () => Promise<void>) {
    super();
  }

  override async write(step: Parameters<MemoryProcessStore['write']>[0]): Promise<'written' | 'stale'> {
    const outcome = await super.write(step);
    await this.gate();
    return outcome;
  }

  override async get(process: string, instance: string, item: string): Promise<object | undefined> {
    await this.gate();
    return super.get(process, instance, item);
  }

  override async remove(process: string, instance: string, item: string): Promise<void> {
    await super.remove(process, instance, item);
    await this.gate();
  }

  override async *list(...range: Parameters<MemoryProcessStore['list']>): AsyncGenerator<never> {
    await this.gate();
    yield* super.list(...range) as AsyncGenerator<never>;
  }
}
