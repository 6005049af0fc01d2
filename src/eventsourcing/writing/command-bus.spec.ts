import { IsString } from 'class-validator';
import { RecordingLogger } from '../../../test/support/memory/recording-logger';
import { context } from '../../../test/support/commit-of';
import { uuidOf } from '../../../test/support/uuid-of';
import { Command, type AggregateVersion } from '../../kernel/command';
import { IsUuid } from '../../kernel/values';
import { CommandBus, Handles, type CommandHandler, type CommandHandlerClass } from './command-bus';
import { asRepeated } from './command-context';

const id = uuidOf(1);

class OpenBox extends Command {
  static readonly type = 'shop/box/open';

  @IsUuid()
  readonly id!: string;
}

class SealBox extends Command {
  static readonly type = 'shop/box/seal';
}

@Handles(OpenBox)
class OpenBoxHandler implements CommandHandler<OpenBox> {
  readonly handled: unknown[] = [];
  result: AggregateVersion = { id, version: 7 };

  execute(...handled: unknown[]): Promise<AggregateVersion> {
    this.handled.push(handled);
    return Promise.resolve(this.result);
  }
}

class OpenBoxAgain extends OpenBox {}

@Handles(OpenBoxAgain)
class AnotherOpenBoxHandler extends OpenBoxHandler {}

class UndecoratedHandler implements CommandHandler {
  execute(): Promise<AggregateVersion> {
    return Promise.resolve({ id: 'one', version: 1 });
  }
}

class ShakeBox extends Command {
  static readonly type = 'shop/box/shake';

  readonly times!: number;

  @IsString()
  readonly why!: string;
}

@Handles(ShakeBox)
class ShakeBoxHandler extends UndecoratedHandler {}

describe('CommandBus', () => {
  let handler: OpenBoxHandler;
  let logger: RecordingLogger;
  const busOf = (...handlers: CommandHandlerClass[]): CommandBus =>
    new CommandBus([{ aggregate: { type: 'shop/box' }, handlers }], () => handler, logger);

  beforeEach(() => {
    handler = new OpenBoxHandler();
    logger = new RecordingLogger();
  });

  it('hands the command and its context to the handler and answers with its answer', async () => {
    const command = OpenBox.of({ id });
    await expect(busOf(OpenBoxHandler).execute(command, context)).resolves.toEqual({ id, version: 7 });
    const handled = { type: 'shop/box/open', uniqueValues: [] };
    expect(handler.handled).toEqual([[command, { ...context, handled }]]);
  });

  describe('logs', () => {
    const fields = {
      command: 'shop/box/open',
      id,
      version: 7,
      correlationId: 'a-request',
      causationId: 'a-cause',
    };

    it('what was accepted, without anything that the command or its answer says', async () => {
      handler.result = { id, version: 7, key: 'secret' } as AggregateVersion;
      await busOf(OpenBoxHandler).execute(OpenBox.of({ id }), context);
      expect(logger.entries).toEqual([{ level: 'debug', message: 'command accepted', fields }]);
    });

    it('a repeat as one', async () => {
      handler.result = asRepeated({ id, version: 7 });
      await busOf(OpenBoxHandler).execute(OpenBox.of({ id }), context);
      expect(logger.entries).toEqual([{ level: 'info', message: 'command repeated', fields }]);
    });
  });

  it('resolves the handler only when there is something to handle', () => {
    const resolve = jest.fn();
    const modules = [{ aggregate: { type: 'shop/box' }, handlers: [OpenBoxHandler] }];
    expect(new CommandBus(modules, resolve, logger)).toBeDefined();
    expect(resolve).not.toHaveBeenCalled();
  });

  it('passes a refusal on', async () => {
    handler.execute = () => Promise.reject(new Error('sealed'));
    await expect(busOf(OpenBoxHandler).execute(OpenBox.of({ id }), context)).rejects.toThrow('sealed');
  });

  it('holds a command against its schema, whoever sends it', async () => {
    const opened = busOf(OpenBoxHandler).execute(OpenBox.of({ id: 'one' }), context);
    await expect(opened).rejects.toMatchObject({
      kind: 'malformed',
      code: 'malformed-command',
      fields: [{ field: 'id', message: 'id must be a UUID in lower case' }],
    });
    expect(handler.handled).toEqual([]);
  });

  it('makes a command of data that has travelled', () => {
    const travelled: unknown = JSON.parse(JSON.stringify(OpenBox.of({ id }).toData().data));
    const command = busOf(OpenBoxHandler).commandOf('shop/box/open', travelled);
    expect(command).toEqual(OpenBox.of({ id }));
    expect(command).toBeInstanceOf(OpenBox);
  });

  it.each(['shop/box/seal', '__proto__', ''])('makes no command of the type %j, which is unknown', (type) => {
    expect(() => busOf(OpenBoxHandler).commandOf(type, { id })).toThrow(
      expect.objectContaining({ kind: 'malformed', code: 'unknown-command' }) as Error,
    );
  });

  it('says which manifest lacks what when nothing handles a command', async () => {
    await expect(busOf(OpenBoxHandler).execute(SealBox.of({}), context)).rejects.toThrow(
      'Nothing handles shop/box/seal: list its handler in the manifest of its aggregate.',
    );
  });

  describe('refuses at the start', () => {
    it('two handlers of one type, also when the commands are two classes', () => {
      expect(() => busOf(OpenBoxHandler, AnotherOpenBoxHandler)).toThrow(
        'AnotherOpenBoxHandler and OpenBoxHandler both handle shop/box/open: remove one from the manifest.',
      );
    });

    it('the same handler listed twice', () => {
      expect(() => busOf(OpenBoxHandler, OpenBoxHandler)).toThrow(/both handle shop\/box\/open/);
    });

    it('a handler that names no command', () => {
      expect(() => busOf(UndecoratedHandler)).toThrow(
        'UndecoratedHandler handles nothing: decorate it with @Handles(TheCommand).',
      );
    });

    it('a command whose type is of another aggregate and context', () => {
      const modules = [{ aggregate: { type: 'shopping/cart' }, handlers: [OpenBoxHandler] }];
      expect(() => new CommandBus(modules, () => handler, logger)).toThrow(
        'The type of OpenBox is shop/box/open, and its handler is in the manifest of shopping/cart: ' +
          'begin the type with shopping/cart/ or shopping/, or move the handler.',
      );
    });

    it('a command with a field that has no rule', () => {
      expect(() => busOf(ShakeBoxHandler)).toThrow(
        'times of ShakeBox has no rule: decorate it, with @IsString() for instance.',
      );
    });
  });
});
