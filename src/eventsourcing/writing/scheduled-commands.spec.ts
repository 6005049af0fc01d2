import { IsString } from 'class-validator';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { Command, type AggregateVersion } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import { CommandBus, Handles, type CommandHandler } from './command-bus';
import type { CommandContext } from './command-context';
import { sendScheduled } from './scheduled-commands';
import type { ScheduledCommand } from './schedules';

class EmptyBox extends Command {
  static readonly type = 'shop/box/empty';

  @IsString()
  readonly id!: string;
}

/** Does what the test says. */
@Handles(EmptyBox)
class EmptyBoxHandler implements CommandHandler<EmptyBox> {
  readonly contexts: CommandContext[] = [];
  refusal: Error | undefined;

  readonly execute = ({ id }: EmptyBox, context: CommandContext): Promise<AggregateVersion> => {
    this.contexts.push(context);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve({ id, version: 2 });
  };
}

const scheduled: ScheduledCommand = {
  id: 'shop.clear.abc',
  at: 0,
  command: { type: 'shop/box/empty', data: { id: 'one' } },
  commandId: 'shop.clear.abc.commit',
  origin: { id: 'commit', correlationId: 'request', actor: 'shop/clear' },
};

describe('a command whose time has come', () => {
  let handler: EmptyBoxHandler;
  let logger: RecordingLogger;
  let bus: CommandBus;

  beforeEach(() => {
    handler = new EmptyBoxHandler();
    logger = new RecordingLogger();
    const module = { aggregate: { type: 'shop/box' }, handlers: [EmptyBoxHandler] };
    bus = new CommandBus([module], () => handler, logger);
  });

  it('is sent as whoever scheduled it would, under an id of its own', async () => {
    await expect(sendScheduled(scheduled, bus, logger)).resolves.toEqual({ isAccepted: true });
    expect(handler.contexts).toMatchObject([
      {
        actor: 'shop/clear',
        correlationId: 'request',
        causationId: 'commit',
        idempotency: { key: 'shop.clear.abc.commit' },
      },
    ]);
  });

  it.each([
    ['a rule is against it', scheduled, new DomainError('rule', 'shop/box/sealed', 'No.')],
    ['it is malformed by now', { ...scheduled, command: { type: 'shop/box/empty', data: {} } }, undefined],
    ['there is none of its type any more', { ...scheduled, command: { type: 'x', data: {} } }, undefined],
  ])('is over when %s', async (_, given, refusal) => {
    handler.refusal = refusal;
    await expect(sendScheduled(given, bus, logger)).resolves.toEqual({ isAccepted: false });
    expect(logger.messages('warn')).toEqual(['scheduled command refused']);
  });

  it.each([new DomainError('unavailable', 'store-unavailable', 'Not now.'), new Error('a fault')])(
    'is sent again after %p',
    async (refusal) => {
      handler.refusal = refusal;
      await expect(sendScheduled(scheduled, bus, logger)).rejects.toBe(refusal);
    },
  );
});
