import { IsString } from 'class-validator';
import { MemoryEventStore } from '../../../test/support/memory/memory-event-store';
import { Box, boxUniqueValues } from '../../../test/support/box/box';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { context } from '../../../test/support/commit-of';
import { useVirtualTime } from '../../../test/support/virtual-time';
import { Command, type AggregateVersion } from '../../kernel/command';
import { isRepeated, type CommandContext } from './command-context';
import { ChangeHandler, CommandBus, CreateHandler, Handles } from './command-bus';
import { Repository } from './repository';

interface Filled extends AggregateVersion {
  readonly items: number;
}

class FillBox extends Command<Filled> {
  static readonly type = 'shop/box/fill';

  @IsString()
  readonly id!: string;

  @IsString()
  readonly item!: string;
}

class LabelBox extends Command {
  static readonly type = 'shop/box/label';

  @IsString()
  readonly id!: string;
}

class FillBoxHandler extends ChangeHandler<FillBox, Box> {
  protected decide(box: Box, { item }: FillBox): { items: number } {
    box.fill(item);
    return { items: box.state.items.length };
  }
}

class LabelBoxHandler extends CreateHandler<LabelBox, Box> {
  protected decide(box: Box): void {
    box.label('toys');
  }
}

describe('Handlers of one aggregate', () => {
  useVirtualTime();
  let log: MemoryEventStore;
  let boxes: Repository<Box>;

  beforeEach(() => {
    log = new MemoryEventStore();
    boxes = new Repository(Box, boxUniqueValues, log.ports);
  });

  const fill = (item: string, more: Partial<CommandContext> = {}): Promise<Filled> =>
    new FillBoxHandler(boxes).execute(FillBox.of({ id: 'one', item }), { ...context, ...more });

  it('answer with what the decision returns, beside id and version', async () => {
    await fill('car');
    await expect(fill('doll')).resolves.toEqual({ id: 'one', version: 2, items: 2 });
  });

  it('answer a repeat with what was returned the first time', async () => {
    const under = (attempt: string): Promise<Filled> =>
      fill('car', { idempotency: { key: 'k', fingerprint: 'f', attempt } });
    const first = await under('a');
    await fill('doll');
    const again = await under('b');
    expect(again).toEqual({ id: 'one', version: 1, items: 1 });
    expect([first, again].map(isRepeated)).toEqual([false, true]);
  });

  it.each([
    ['gives its result on', (result: AggregateVersion) => result],
    ['makes another result of it', ({ id, version }: AggregateVersion) => ({ id, version, at: 'once' })],
  ])('log a repeat as one, also when the handler %s', async (_, give) => {
    const handler = {
      execute: async (command: LabelBox, given: CommandContext) =>
        give(await new LabelBoxHandler(boxes).execute(command, given)),
    };
    class AnyHandler {
      execute = handler.execute;
    }
    Handles(LabelBox, { uniqueValues: ['taken'] })(AnyHandler);
    const logger = new RecordingLogger();
    const messages = (): string[] => logger.entries.map(({ message }) => message);
    const modules = [{ aggregate: { type: 'shop/box' }, handlers: [AnyHandler] }];
    const bus = new CommandBus(modules, () => handler, logger);
    const under = (causationId: string, key: string): Promise<AggregateVersion> =>
      bus.execute(LabelBox.of({ id: 'one' }), {
        ...context,
        causationId,
        idempotency: { key, fingerprint: 'f' },
      });
    await under('a request', 'k');
    await under('another request', 'k');
    await under('a third request', 'k');
    expect(messages()).toEqual(['command accepted', 'command repeated', 'command repeated']);
    expect(logger.entries.map(({ fields }) => fields)).toMatchObject([
      { version: 1, causationId: 'a request' },
      { version: 1, causationId: 'another request' },
      { version: 1, causationId: 'a third request' },
    ]);
    // A command that has nothing to do is new under a key of its own, and a repeat after that.
    await under('a fourth request', 'other');
    await under('a fifth request', 'other');
    expect(messages().slice(3)).toEqual(['command accepted', 'command repeated']);
  });

  it('read nothing before they create', async () => {
    const label = new LabelBoxHandler(boxes).execute(LabelBox.of({ id: 'one' }), context);
    await expect(label).resolves.toEqual({ id: 'one', version: 1 });
    expect(log.reads).toBe(0);
  });
});

describe('What a decision returns', () => {
  useVirtualTime();
  const returning = (returned: unknown): Promise<AggregateVersion> =>
    new Repository(Box, boxUniqueValues, new MemoryEventStore().ports).change('one', context, (box) => {
      box.fill('car');
      return returned;
    });

  it.each([
    ['nothing', undefined, {}],
    ['no object', 3, {}],
    ['an object', { items: ['a', null, { b: 1.5 }] }, { items: ['a', null, { b: 1.5 }] }],
    ['an id and a version of its own', { id: 'two', version: 9 }, {}],
  ])('is part of the answer when it is an object: %s', async (_, returned, more) => {
    await expect(returning(returned)).resolves.toEqual({ ...more, id: 'one', version: 1 });
  });

  it.each([
    ['a date', { at: new Date(0) }],
    ['an undefined field', { a: undefined }],
    ['not a number', { a: NaN }],
    ['an instance', new Box('two')],
    ['a promise, as of a decision that waits', Promise.resolve()],
  ])('is refused when a repeat could not be answered with it: %s', async (_, returned) => {
    await expect(returning(returned)).rejects.toThrow(/what JSON cannot hold: return plain objects/);
  });

  it('is bounded', async () => {
    await expect(returning({ text: 'x'.repeat(4_096 - 11) })).resolves.toBeDefined();
    await expect(returning({ text: 'x'.repeat(4_096 - 10) })).rejects.toThrow(
      'A decision returned 4097 characters of JSON; at most 4096 are kept for a repeat.',
    );
  });
});
