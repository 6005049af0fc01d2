import { aggregateModule } from '../../src/eventsourcing/aggregate-module';
import { Handles, type CommandBus, type CommandHandler } from '../../src/eventsourcing/writing/command-bus';
import type { CommandContext } from '../../src/eventsourcing/writing/command-context';
import { ChangeHandler } from '../../src/eventsourcing/writing/command-bus';
import { Command, type AggregateVersion } from '../../src/kernel/command';
import { DomainError } from '../../src/kernel/domain-error';
import { Box } from '../support/box/box';
import { bareBox } from '../support/box/box.manifest';
import { given } from '../support/given';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

class OpenBox extends Command {
  static readonly type = 'shop/box/open';

  readonly label!: string;
}

class SealBox extends Command {
  static readonly type = 'shop/box/seal';
}

interface Key extends AggregateVersion {
  readonly key: string;
}

class LockBox extends Command<Key> {
  static readonly type = 'shop/box/lock';

  readonly id!: string;
}

class NamelessCommand extends Command {
  readonly id!: string;
}

const done: Promise<AggregateVersion> = Promise.resolve({ id: 'one', version: 1 });

@Handles(OpenBox)
export class OpenBoxHandler implements CommandHandler<OpenBox> {
  execute({ label }: OpenBox): Promise<AggregateVersion> {
    return label ? done : done;
  }
}

// @ts-expect-error -- a unique value is taken or released
@Handles(OpenBox, { uniqueValues: ['changed'] })
export class VagueHandler implements CommandHandler<OpenBox> {
  execute(): Promise<AggregateVersion> {
    return done;
  }
}

// @ts-expect-error -- the handler of OpenBox is no handler of SealBox
@Handles(SealBox)
export class WrongHandler implements CommandHandler<OpenBox> {
  execute({ label }: OpenBox): Promise<AggregateVersion> {
    return label ? done : done;
  }
}

// @ts-expect-error -- a handler answers with id and version
@Handles(SealBox)
export class SilentHandler {
  execute(): Promise<void> {
    return Promise.resolve();
  }
}

// @ts-expect-error -- a locked box is answered with a key
@Handles(LockBox)
export class KeylessHandler implements CommandHandler<OpenBox> {
  execute({ label }: OpenBox): Promise<AggregateVersion> {
    return label ? done : done;
  }
}

export class KeyLosingHandler extends ChangeHandler<LockBox, Box> {
  // @ts-expect-error -- the decision has to return the key
  protected decide(box: Box): void {
    box.fill('a key');
  }
}

export class KeyHandler extends ChangeHandler<LockBox, Box> {
  protected decide(): { key: string } {
    return { key: 'one' };
  }
}

OpenBox.of({ label: 'toys' });
// @ts-expect-error -- a field is missing
OpenBox.of({});
// @ts-expect-error -- a field of another type
OpenBox.of({ label: 1 });
// @ts-expect-error -- a field that it does not have
OpenBox.of({ label: 'toys', colour: 'red' });
// @ts-expect-error -- a command has a static type
NamelessCommand.of({ id: 'one' });

export async function results(bus: CommandBus, context: CommandContext): Promise<string> {
  const { key } = await bus.execute(LockBox.of({ id: 'one' }), context);
  // @ts-expect-error -- only a locked box is answered with a key
  const { key: none } = await bus.execute(OpenBox.of({ label: 'toys' }), context);
  return `${key} ${String(none)}`;
}

aggregateModule({
  ...bareBox,
  // @ts-expect-error -- the state of a box has no owner to unique value
  uniqueValues: ({ owner }) => [{ scope: 'shop', name: 'owner', value: String(owner) }],
});

// @ts-expect-error -- the events that are never shown are named nevertheless
aggregateModule({ ...bareBox, events: undefined, history: undefined, projections: [] });

// @ts-expect-error -- the set of kinds is closed
export const odd = new DomainError('teapot', 'shop/teapot', 'I am a teapot.');
// @ts-expect-error -- the domain knows nothing of HTTP's methods
export const wired = new DomainError('method-not-allowed', 'shop/get', 'No.');

// @ts-expect-error -- no event of a box
given(Box, { type: 'iam/user/disabled', data: {} });
// @ts-expect-error -- no action of a box
given(Box).when((box: Box & { burn(): void }) => {
  box.burn();
});
given(Box)
  .when(() => undefined)
  // @ts-expect-error -- no event of a box
  .then({ type: 'iam/user/disabled', data: {} });
