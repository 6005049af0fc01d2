import { Handles, type CommandHandler } from '../../src/eventsourcing/writing/command-bus';
import { aggregateModule } from '../../src/eventsourcing/aggregate-module';
import type { AggregateVersion, Command } from '../../src/kernel/command';
import { DomainError } from '../../src/kernel/domain-error';
import { Box } from '../support/box/box';
import { bareBox } from '../support/box/box.manifest';
import { given } from '../support/given';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

class OpenBox implements Command {
  readonly type = 'shop/box/open';

  constructor(readonly label: string) {}
}

class SealBox implements Command {
  readonly type = 'shop/box/seal';
}

const done: Promise<AggregateVersion> = Promise.resolve({ id: 'one', version: 1 });

@Handles(OpenBox)
export class OpenBoxHandler implements CommandHandler<OpenBox> {
  execute({ label }: OpenBox): Promise<AggregateVersion> {
    return label ? done : done;
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

aggregateModule({
  ...bareBox,
  // @ts-expect-error -- the state of a box has no owner to unique value
  uniqueValues: ({ owner }) => [{ scope: 'shop', name: 'owner', value: String(owner) }],
});

// @ts-expect-error -- an aggregate has a history
aggregateModule({ ...bareBox, history: undefined });

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
