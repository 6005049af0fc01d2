import type { Aggregate } from '../../kernel/aggregate-root';
import type { AggregateVersion, Command, ResultOf } from '../../kernel/command';
import type { CommandHandler } from './command-bus';
import type { CommandContext } from './command-context';
import type { Repository } from './repository';

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
