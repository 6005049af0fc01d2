import type { AggregateVersion, Command } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { Commit } from '../log/commit';
import { contextOfCommit, type CommandContext } from '../writing/command-context';
import { scheduleIdOf, type Schedules } from '../writing/schedules';
import { OutOfTimeError } from './consumer';
import type { AfterRefusal, Commands, Process, ProcessState } from './process';
import { sideBySide } from './side-by-side';
import { Timeout } from './timeout';

/** Commands under way at the same time. */
export const WIDTH = 8;

/** What a process sends its commands to: the command bus. */
export interface CommandSender {
  execute(command: Command, context: CommandContext): Promise<AggregateVersion>;
}

/** A command of a process was refused, and the process does not expect that. */
export class UnexpectedRefusalError extends Error {
  override readonly name = 'UnexpectedRefusalError';

  constructor(process: string, { type }: Command, refusals: readonly DomainError[]) {
    const [first] = refusals;
    super(
      `${process}: ${type} was refused (${first?.code ?? ''}: ${first?.message ?? ''}), ${refusals.length} in all. ` +
        'If that means that there is nothing left to do, list the code in `expects`; if something follows from it, in `refused`.',
      { cause: first },
    );
  }
}

/** A process reacts with a command that it does not list. */
export class UndeclaredCommandError extends Error {
  override readonly name = 'UndeclaredCommandError';

  constructor(process: string, { type, constructor }: Command) {
    super(
      `${process} reacts with ${type}, which it does not list: add ${constructor.name} to its \`sends\`, ` +
        'and run npm run template.',
    );
  }
}

/** A process sets or cancels a timeout that it does not list. */
export class UndeclaredTimeoutError extends Error {
  override readonly name = 'UndeclaredTimeoutError';

  constructor(process: string, timeout: string) {
    super(
      `${process} sets the timeout ${timeout}, which it does not list: add it to its \`timeouts\`, and run npm run template.`,
    );
  }
}

/** Carries out what the reactions of a process ask for. */
export class ProcessSender {
  constructor(
    private readonly process: Process,
    private readonly state: ProcessState,
    private readonly bus: CommandSender,
    private readonly schedules: Schedules = NO_SCHEDULES,
  ) {}

  /** One refused command keeps none of the others back. What follows from refusals is sent after them. */
  async send(commands: Commands, commit: Commit, until: number): Promise<void> {
    const refused: { command: Command; refusal: DomainError }[] = [];
    const followed: Commands[] = [];
    await sideBySide(commands, WIDTH, async (step) => {
      if (Date.now() >= until) throw new OutOfTimeError();
      if (step instanceof Timeout) return this.setTime(step, commit);
      const refusal = await this.refusalOf(step, commit);
      if (!refusal) return;
      const follow = this.afterRefusal(refusal.code);
      if (follow) followed.push(follow(step, refusal, this.state));
      else if (!this.process.expects?.includes(refusal.code)) refused.push({ command: step, refusal });
    });
    for (const each of followed) await this.send(each, commit, until);
    const [first] = refused;
    if (!first) return;
    const refusals = refused.map(({ refusal }) => refusal);
    throw new UnexpectedRefusalError(this.process.name, first.command, refusals);
  }

  /** @returns the refusal, if it is one that another try does not change */
  private async refusalOf(command: Command, commit: Commit): Promise<DomainError | undefined> {
    this.checkSends(command);
    try {
      await this.bus.execute(command, contextOfCommit(commit, this.process.name, command));
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      return error;
    }
  }

  private async setTime({ instance, name, due }: Timeout, commit: Commit): Promise<void> {
    if (!this.process.timeouts?.includes(name)) throw new UndeclaredTimeoutError(this.process.name, name);
    const id = scheduleIdOf(this.process.name, instance, name);
    if (!due) return this.schedules.cancel(id);
    const { command, at } = due;
    this.checkSends(command);
    const { actor, correlationId, causationId } = contextOfCommit(commit, this.process.name, command);
    await this.schedules.schedule({
      id,
      at,
      command: command.toData(),
      commandId: `${id}.${commit.commitId}`,
      origin: { id: causationId, correlationId, actor },
    });
  }

  private checkSends(command: Command): void {
    if (this.process.sends.some(({ type }) => type === command.type)) return;
    throw new UndeclaredCommandError(this.process.name, command);
  }

  private afterRefusal(code: string): AfterRefusal | undefined {
    const { refused = {} } = this.process;
    return Object.hasOwn(refused, code) ? refused[code] : undefined;
  }
}

/** Of a process without timeouts. */
const NO_SCHEDULES: Schedules = {
  schedule: () => Promise.reject(new Error('This process was made without schedules.')),
  cancel: () => Promise.reject(new Error('This process was made without schedules.')),
};
