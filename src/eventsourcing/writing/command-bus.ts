import 'reflect-metadata/lite';
import type { AggregateVersion, Command } from '../../kernel/command';
import type { CommandContext } from './command-context';
import type { Logger } from '../logger';

export type CommandClass<C extends Command = Command> = new (...args: never[]) => C;

/** Carries out one kind of command. Bound to it by `@Handles`, resolved from the container for each use. */
export interface CommandHandler<C extends Command = Command> {
  execute(command: C, context: CommandContext): Promise<AggregateVersion>;
}

export type CommandHandlerClass = new (...args: never[]) => CommandHandler<never>;

const COMMAND = Symbol('handled command');

/** Says which command a handler handles. Writes metadata only; the aggregate's manifest registers the handler. */
export function Handles<C extends Command>(
  command: CommandClass<C>,
): (handler: new (...args: never[]) => CommandHandler<C>) => void {
  return (handler) => {
    Reflect.defineMetadata(COMMAND, command, handler);
  };
}

/** Finds the handler of a command and runs it. */
export class CommandBus {
  private readonly handlers = new Map<CommandClass, CommandHandlerClass>();

  /** @throws Error when a handler names no command, or two name the same: a fault of a manifest, found at start-up */
  constructor(
    handlers: readonly CommandHandlerClass[],
    private readonly resolve: (handler: CommandHandlerClass) => CommandHandler<never>,
    private readonly logger: Logger,
  ) {
    for (const handler of handlers) this.register(handler);
  }

  /** @throws DomainError what the handler refuses; Error when no manifest lists a handler */
  async execute(command: Command, context: CommandContext): Promise<AggregateVersion> {
    const handler = this.handlers.get(command.constructor as CommandClass);
    if (!handler) {
      throw new Error(`Nothing handles ${command.type}: list its handler in the manifest of its aggregate.`);
    }
    const accepted = await this.resolve(handler).execute(command as never, context);
    this.logger.info('command accepted', {
      command: command.type,
      ...accepted,
      correlationId: context.correlationId,
      causationId: context.causationId,
    });
    return accepted;
  }

  private register(handler: CommandHandlerClass): void {
    const command = Reflect.getMetadata(COMMAND, handler) as CommandClass | undefined;
    if (!command) throw new Error(`${handler.name} handles nothing: decorate it with @Handles(TheCommand).`);
    const other = this.handlers.get(command);
    if (other) {
      throw new Error(
        `${handler.name} and ${other.name} both handle ${command.name}: remove one from the manifest.`,
      );
    }
    this.handlers.set(command, handler);
  }
}
