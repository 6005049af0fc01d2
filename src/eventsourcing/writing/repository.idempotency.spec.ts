import { randomUUID } from 'node:crypto';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { Box, boxUniqueValues } from '../../../test/support/box/box';
import { labelled } from '../../../test/support/box/box.events';
import { all, context } from '../../../test/support/commit-of';
import { useVirtualTime } from '../../../test/support/virtual-time';
import type { AggregateVersion } from '../../kernel/command';
import { contextOfMessage, type CommandContext, type IdempotencyKey } from './command-context';
import type { AppendResult } from './event-store';
import { Repository } from './repository';

/** Each is a request of its own. */
const request = (more: Partial<CommandContext> = {}): CommandContext => ({
  ...context,
  causationId: randomUUID(),
  ...more,
});
const first: IdempotencyKey = { key: 'k-1', fingerprint: 'label it' };

describe('Repository with an idempotency key', () => {
  const time = useVirtualTime();
  let log: MemoryEventStore;
  let boxes: Repository<Box>;

  beforeEach(() => {
    log = new MemoryEventStore();
    boxes = new Repository(Box, boxUniqueValues, log.ports);
  });

  const label = (text: string, idempotency = first, id = 'one'): Promise<AggregateVersion> =>
    boxes.change(id, request({ idempotency }), (box) => {
      box.label(text);
    });
  const fill = (idempotency = first): Promise<AggregateVersion> =>
    boxes.change('one', request({ idempotency }), (box) => {
      box.fillAndSeal('car');
    });
  const length = async (): Promise<number> => (await all(log.read('shop/box#one'))).length;

  it('carries a command out once, and answers its repeat as before', async () => {
    const answer = await label('toys');
    await label('books', { key: 'k-2', fingerprint: 'another' });
    await expect(label('toys')).resolves.toEqual(answer);
    await expect(label('toys')).resolves.toEqual({ id: 'one', version: 1 });
    await expect(length()).resolves.toBe(2);
  });

  it('answers a repeat that the state would refuse by now', async () => {
    const answer = await fill();
    await expect(fill()).resolves.toEqual(answer);
    await expect(length()).resolves.toBe(1);
  });

  it('answers a repeat that would have nothing to do by now', async () => {
    const answer = await label('toys');
    await boxes.change('one', context, (box) => {
      box.fill('car');
    });
    await expect(label('toys')).resolves.toEqual(answer);
  });

  it('answers a repeat that comes to another process', async () => {
    const answer = await fill();
    boxes = new Repository(Box, boxUniqueValues, log.ports);
    await expect(fill()).resolves.toEqual(answer);
  });

  it('answers a repeat for another version than the expected one', async () => {
    const act = (): Promise<AggregateVersion> =>
      boxes.change('one', request({ idempotency: first, expectedVersion: 0 }), (box) => {
        box.label('toys');
      });
    const answer = await act();
    await expect(act()).resolves.toEqual(answer);
  });

  it.each([
    ['that would be carried out', () => label('books', { ...first, fingerprint: 'other' })],
    ['that would be refused', () => label('', { ...first, fingerprint: 'other' })],
    ['of another aggregate', () => label('books', { ...first, fingerprint: 'other' }, 'two')],
  ])('refuses the key of another request: one %s', async (_, act) => {
    await label('toys');
    await expect(act()).rejects.toMatchObject({ kind: 'rule', code: 'idempotency-key-reused' });
    await expect(length()).resolves.toBe(1);
  });

  it('keeps nothing of a refusal: the repeat is decided again', async () => {
    await expect(label('')).rejects.toMatchObject({ code: 'shop/box/label-invalid' });
    await expect(label('toys')).resolves.toEqual({ id: 'one', version: 1 });
  });

  it('gives each actor keys of their own', async () => {
    await label('toys');
    const other = boxes.change('one', request({ actor: 'bob', idempotency: first }), (box) => {
      box.label('books');
    });
    await expect(other).resolves.toEqual({ id: 'one', version: 2 });
  });

  it('keeps the answer to a command that had nothing to do: its repeat has no effect either', async () => {
    await boxes.change('one', context, (box) => {
      box.label('toys');
    });
    await expect(label('toys')).resolves.toEqual({ id: 'one', version: 1 });
    await boxes.change('one', context, (box) => {
      box.label('books');
    });
    await expect(label('toys')).resolves.toEqual({ id: 'one', version: 1 });
    await expect(label('toys', { ...first, fingerprint: 'other' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    await expect(length()).resolves.toBe(2);
  });

  it.each(['one', 'two'])('does not swallow a second change by one handler: of box %s', async (id) => {
    const handling = request({ idempotency: first });
    await boxes.change('one', handling, (box) => {
      box.label('toys');
    });
    const second = boxes.change(id, handling, (box) => {
      box.label('books');
    });
    await expect(second).rejects.toThrow('The handler has changed one for this request already');
  });

  it('takes the command of a message that comes again for a repeat, although the id is the same', async () => {
    const message = { id: 'm-1', correlationId: 'a talk', actor: 'shop/tidy' };
    const act = (commandId: string): Promise<AggregateVersion> =>
      boxes.change('one', contextOfMessage(message, commandId), (box) => {
        box.fill('car');
      });
    const answer = await act('c-1');
    await expect(act('c-1')).resolves.toEqual(answer);
    await expect(act('c-2')).resolves.toEqual({ id: 'one', version: 2 });
    await expect(length()).resolves.toBe(2);
  });

  it('answers by hand what would be refused by now', async () => {
    const commit = async (): Promise<AggregateVersion> => {
      const box = (await boxes.findOne('one')) ?? new Box('one');
      if (box.state.label === '') box.label('toys');
      return boxes.commit(box, request({ idempotency: first, expectedVersion: 0 }));
    };
    const answer = await commit();
    await expect(commit()).resolves.toEqual(answer);
  });

  it('frees a key after a day', async () => {
    jest.useFakeTimers({
      now: Date.parse('2026-11-21T10:00:00Z'),
      doNotFake: ['nextTick', 'queueMicrotask'],
    });
    await label('toys');
    jest.setSystemTime(Date.parse('2026-11-22T09:59:59Z'));
    await expect(label('books')).resolves.toEqual({ id: 'one', version: 1 });
    jest.setSystemTime(Date.parse('2026-11-22T10:00:01Z'));
    await expect(label('books')).resolves.toEqual({ id: 'one', version: 2 });
    jest.useRealTimers();
  });

  it('keeps a key for as long as its sender asks for', async () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 1), doNotFake: ['nextTick', 'queueMicrotask'] });
    const kept = { ...first, keptFor: 30 * 86_400 };
    await label('toys', kept);
    jest.setSystemTime(Date.UTC(2026, 10, 30));
    await expect(label('books', kept)).resolves.toEqual({ id: 'one', version: 1 });
    jest.setSystemTime(Date.UTC(2026, 11, 2));
    await expect(label('books', kept)).resolves.toEqual({ id: 'one', version: 2 });
    jest.useRealTimers();
  });

  it('answers the commit by hand too', async () => {
    const box = new Box('two');
    box.label('books');
    await label('toys');
    await expect(boxes.commit(box, request({ idempotency: first }))).resolves.toEqual({
      id: 'one',
      version: 1,
    });
    const reused = request({ idempotency: { ...first, fingerprint: 'other' } });
    await expect(boxes.commit(box, reused)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('says that the request is in progress when its twin does not come to an end', async () => {
    const busy: AppendResult = { outcome: 'busy', inProgress: true };
    jest.spyOn(log, 'append').mockResolvedValue(busy);
    await expect(label('toys')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'idempotency-key-in-progress',
    });
    expect(time.pauses).toHaveLength(11);
  });

  it('waits for its twin in progress, and answers the same', async () => {
    const append = log.append.bind(log);
    const twin = {
      ...first,
      actor: context.actor,
      attempt: 'of the twin',
      id: 'one',
      version: 1,
      expiresAt: Date.now(),
    };
    jest.spyOn(log, 'append').mockImplementationOnce(async (commit) => {
      await append({ ...commit, commitId: 'of the twin', events: [labelled('toys')] }, { record: twin });
      return { outcome: 'busy', inProgress: true };
    });
    await expect(label('toys')).resolves.toEqual({ id: 'one', version: 1 });
    await expect(length()).resolves.toBe(1);
  });
});
