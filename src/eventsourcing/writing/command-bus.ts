import 'reflect-metadata/lite';
import {
  checkCommand,
  checkSchema,
  reviveCommand,
  type AggregateVersion,
  type Command,
  type CommandClass,
  type ResultOf,
} from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { Aggregate } from '../../kernel/aggregate-root';
import type { Logger } from '../logger';
import type { Repository } from './repository';
import { isRepeated, type CommandContext } from './command-context';
import type { HandledCommand, OutsideUse, UniqueValueEffect } from './unique-value';

/** Carries out one kind of command. Bound to it by `@Handles`, resolved from the container for each use. */
export interface CommandHandler<C extends Command = Command> {
  /** A property and not a method, as TypeScript lets methods take less than they are given: another command. */
  readonly execute: (command: C, context: CommandContext) => Promise<ResultOf<C>>;
}

export type CommandHandlerClass = new (...args: never[]) => CommandHandler<never>;

const COMMAND = Symbol('handled command');

/** What a handler says of how it works. */
export interface HandlesOptions {
  readonly uniqueValues?: readonly UniqueValueEffect[];
  readonly uses?: readonly OutsideUse[];
  readonly internal?: boolean;
}

/**
 * Says which command a handler handles. Writes metadata only; the aggregate's manifest registers the handler.
 *
 * @param uniqueValues what it may do to unique values, nothing when absent: a function that carries it out gets the
 *   permissions for that, and the unit of work refuses whatever else is done
 *
 * @param uses what it asks of the world outside: the same functions, and no others, may ask for it
 * @param internal whether processes alone send it: then the function that answers requests gets no permission for it
 *
 * @example
 * ```
 * @Handles(ChangeEmail, { uniqueValues: ['taken', 'released'] })
 * @Handles(SendCode, { uses: ['messages', 'secret:OtpCodeSecret'], internal: true })
 * ```
 */
export function Handles<C extends Command>(
  command: CommandClass<C>,
  { uniqueValues = [], uses = [], internal = false }: HandlesOptions = {},
): (handler: new (...args: never[]) => CommandHandler<C>) => void {
  return (handler) => {
    Reflect.defineMetadata(COMMAND, { command, uniqueValues, uses, internal }, handler);
  };
}

type Handled = Required<HandlesOptions> & Pick<Registration, 'command'>;

/** @throws Error for a handler that is not decorated */
function handledBy(handler: CommandHandlerClass): Handled {
  const handled = Reflect.getMetadata(COMMAND, handler) as Handled | undefined;
  if (!handled) throw new Error(`${handler.name} handles nothing: decorate it with @Handles(TheCommand).`);
  return handled;
}

/** What the handlers of some manifests say of their commands. @throws Error for one that says nothing */
export function handledCommands(modules: readonly CommandModule[]): DeclaredCommand[] {
  return modules
    .flatMap(({ handlers }) => handlers.map(handledBy))
    .map(({ command: { type }, ...handled }) => ({ type, ...handled }));
}

/** A command, and all that its handler says of how it is carried out. */
export interface DeclaredCommand extends HandledCommand, Required<HandlesOptions> {
  readonly uniqueValues: readonly UniqueValueEffect[];
}

/** The command that a class says it handles; undefined for one that handles nothing, whatever its base class does. */
export function handledCommand(handler: object): CommandClass | undefined {
  return (Reflect.getOwnMetadata(COMMAND, handler) as Handled | undefined)?.command;
}

/** Of a manifest, what the command bus needs to know. */
export interface CommandModule {
  readonly aggregate: { readonly type: string };
  readonly handlers: readonly CommandHandlerClass[];
}

interface Registration {
  readonly command: CommandClass;
  readonly handler: CommandHandlerClass;
  readonly uniqueValues: readonly UniqueValueEffect[];
}

/** The one way to carry out a command, whoever asks for it: a client, a process or a message. */
export class CommandBus {
  private readonly registrations = new Map<string, Registration>();

  /** @throws Error for handlers or commands that cannot work: a fault of a manifest or class, found at start-up */
  constructor(
    modules: readonly CommandModule[],
    private readonly resolve: (handler: CommandHandlerClass) => CommandHandler<never>,
    private readonly logger: Logger,
  ) {
    for (const { aggregate, handlers } of modules) {
      for (const handler of handlers) this.register(handler, aggregate.type);
    }
  }

  /**
   * Holds a command against its schema, and has it handled.
   *
   * @throws DomainError malformed, or what the handler refuses; Error when no manifest lists a handler
   */
  async execute<C extends Command>(command: C, context: CommandContext): Promise<ResultOf<C>> {
    const { type } = command;
    const registered = this.registrations.get(type);
    if (!registered) {
      throw new Error(`Nothing handles ${type}: list its handler in the manifest of its aggregate.`);
    }
    checkCommand(command);
    const given = { ...context, handled: { type, uniqueValues: registered.uniqueValues } };
    const handler = this.resolve(registered.handler);
    const result = await handler.execute(command as never, given);
    const { correlationId, causationId } = context;
    // Nothing else of the result: it may be personal.
    const { id, version } = result;
    const fields = { command: type, id, version, correlationId, causationId };
    if (isRepeated(result) || isRepeated(given)) this.logger.info('command repeated', fields);
    // A detail: the commit itself says what was done, by whom and at whose request, and is kept for longer than any line.
    else this.logger.debug('command accepted', fields);
    return result as ResultOf<C>;
  }

  /** A command of what has travelled. @throws DomainError malformed for an unknown type, or unknown or wrong fields */
  commandOf(type: string, data: unknown): Command {
    const registered = this.registrations.get(type);
    if (registered) return reviveCommand(registered.command, data);
    throw new DomainError('malformed', 'unknown-command', 'There is no command of this type here.');
  }

  private register(handler: CommandHandlerClass, aggregate: string): void {
    const { command, uniqueValues } = handledBy(handler);
    const { type } = command;
    const context = aggregate.slice(0, aggregate.indexOf('/'));
    if (!type.startsWith(`${aggregate}/`) && !type.startsWith(`${context}/`)) {
      throw new Error(
        `The type of ${command.name} is ${type}, and its handler is in the manifest of ${aggregate}: ` +
          `begin the type with ${aggregate}/ or ${context}/, or move the handler.`,
      );
    }
    const other = this.registrations.get(type)?.handler;
    if (other) {
      throw new Error(`${handler.name} and ${other.name} both handle ${type}: remove one from the manifest.`);
    }
    checkSchema(command);
    this.registrations.set(type, { command, handler, uniqueValues });
  }
}

/** What a decision returns: all of the command's result but id and version; nothing when there is no more. */
export type DetailsOf<C extends Command> =
  AggregateVersion extends ResultOf<C> ? unknown : Omit<ResultOf<C>, keyof AggregateVersion>;

type AddressedCommand = Command & { readonly id: string };

/** Handles a command that is decided on one aggregate alone, which has its `id`. */
export abstract class ChangeHandler<
  C extends AddressedCommand,
  A extends Aggregate,
> implements CommandHandler<C> {
  constructor(protected readonly aggregates: Repository<A>) {}

  async execute(command: C, context: CommandContext): Promise<ResultOf<C>> {
    const result = await this.aggregates.change(command.id, context, (aggregate) =>
      this.decide(aggregate, command),
    );
    return result as unknown as ResultOf<C>;
  }

  /** Calls one action of the aggregate. It may be called again, on a newer state. @throws DomainError what it refuses */
  protected abstract decide(aggregate: A, command: C): DetailsOf<C>;
}

/** Like `ChangeHandler`, for an aggregate that should not exist yet: reads nothing when that is so. */
export abstract class CreateHandler<C extends AddressedCommand, A extends Aggregate> extends ChangeHandler<
  C,
  A
> {
  override async execute(command: C, context: CommandContext): Promise<ResultOf<C>> {
    const result = await this.aggregates.create(command.id, context, (aggregate) =>
      this.decide(aggregate, command),
    );
    return result as unknown as ResultOf<C>;
  }
}
