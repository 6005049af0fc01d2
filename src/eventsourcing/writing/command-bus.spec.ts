import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { context } from '../../../test/support/commit-of';
import type { AggregateVersion, Command } from '../../kernel/command';
import { CommandBus, Handles, type CommandHandler, type CommandHandlerClass } from './command-bus';

class OpenBox implements Command {
  readonly type = 'shop/box/open';

  constructor(readonly id: string) {}
}

class SealBox implements Command {
  readonly type = 'shop/box/seal';
}

@Handles(OpenBox)
class OpenBoxHandler implements CommandHandler<OpenBox> {
  readonly handled: unknown[] = [];

  execute(...handled: unknown[]): Promise<AggregateVersion> {
    this.handled.push(handled);
    return Promise.resolve({ id: 'one', version: 7 });
  }
}

@Handles(OpenBox)
class AnotherOpenBoxHandler extends OpenBoxHandler {}

class UndecoratedHandler implements CommandHandler {
  execute(): Promise<AggregateVersion> {
    return Promise.resolve({ id: 'one', version: 1 });
  }
}

describe('CommandBus', () => {
  const handler = new OpenBoxHandler();
  const logger = new RecordingLogger();
  const busOf = (...handlers: CommandHandlerClass[]): CommandBus =>
    new CommandBus(handlers, () => handler, logger);

  it('hands the command and its context to the handler and answers with its answer', async () => {
    const command = new OpenBox('one');
    await expect(busOf(OpenBoxHandler).execute(command, context)).resolves.toEqual({ id: 'one', version: 7 });
    expect(handler.handled).toEqual([[command, context]]);
  });

  it('logs what was accepted, without anything that the command says', async () => {
    logger.entries.length = 0;
    await busOf(OpenBoxHandler).execute(new OpenBox('one'), context);
    expect(logger.entries).toEqual([
      {
        level: 'info',
        message: 'command accepted',
        fields: {
          command: 'shop/box/open',
          id: 'one',
          version: 7,
          correlationId: 'a-request',
          causationId: 'a-cause',
        },
      },
    ]);
  });

  it('resolves the handler only when there is something to handle', () => {
    const resolve = jest.fn();
    expect(new CommandBus([OpenBoxHandler], resolve, logger)).toBeDefined();
    expect(resolve).not.toHaveBeenCalled();
  });

  it('passes a refusal on', async () => {
    const refusing: CommandHandler = { execute: () => Promise.reject(new Error('sealed')) };
    const bus = new CommandBus([OpenBoxHandler], () => refusing, logger);
    await expect(bus.execute(new OpenBox('one'), context)).rejects.toThrow('sealed');
  });

  it('says which manifest lacks what when nothing handles a command', async () => {
    await expect(busOf(OpenBoxHandler).execute(new SealBox(), context)).rejects.toThrow(
      'Nothing handles shop/box/seal: list its handler in the manifest of its aggregate.',
    );
  });

  it('refuses two handlers of one command', () => {
    expect(() => busOf(OpenBoxHandler, AnotherOpenBoxHandler)).toThrow(
      'AnotherOpenBoxHandler and OpenBoxHandler both handle OpenBox: remove one from the manifest.',
    );
  });

  it('refuses the same handler listed twice', () => {
    expect(() => busOf(OpenBoxHandler, OpenBoxHandler)).toThrow(/both handle OpenBox/);
  });

  it('refuses a handler that names no command', () => {
    expect(() => busOf(UndecoratedHandler)).toThrow(
      'UndecoratedHandler handles nothing: decorate it with @Handles(TheCommand).',
    );
  });
});
