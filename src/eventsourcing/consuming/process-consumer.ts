import type { AggregateVersion, Command } from '../../kernel/command';
import { DomainError } from '../../kernel/domain-error';
import type { EventSource } from '../../kernel/event-source';
import { recordedEvents, versionAfter, type Commit, type RecordedEvent } from '../log/commit';
import { contextOfCommit, type CommandContext } from '../writing/command-context';
import { OutOfTimeError, StaleCheckpointError, type Commits, type Consumer } from './consumer';
import { foldIntoSteps } from './fold-into-steps';
import { handledBy, type Commands, type Process, type ProcessState } from './process';
import type { ProcessCheckpoint, ProcessStore, ProcessWrite } from './process-store';
import { ProcessUpdate } from './process-update';
import { sideBySide } from './side-by-side';

/** Commands under way at the same time. */
const WIDTH = 8;
/** `context/what-it-does`: without the characters that part it from the keys of its rows. */
const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;

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
        'If that means that there is nothing left to do, list the code in `expects`.',
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

type Reaction = (event: RecordedEvent, state: ProcessState) => Commands;

/**
 * A process as a consumer: stores the rows of commits first, then reacts to them, then moves its checkpoint. What was
 * interrupted between is reacted to again, and the commands that were accepted before have no second effect.
 */
export class ProcessConsumer implements Consumer<ProcessCheckpoint> {
  readonly kind = 'process';
  readonly handles: ReadonlySet<string>;
  private readonly state: ProcessState;

  /** @throws TypeError for a name that is none */
  constructor(
    private readonly process: Process,
    private readonly store: ProcessStore,
    private readonly bus: CommandSender,
  ) {
    const { name } = process;
    this.handles = new Set(handledBy(process));
    if (!NAME.test(name))
      throw new TypeError(`${name} is no name of a process: call it context/what-it-does.`);
    this.state = {
      get: (instance, item) => store.get(name, instance, item),
      list: (instance, prefix = '') => store.list(name, instance, prefix),
    };
  }

  get name(): string {
    return this.process.name;
  }

  get follows(): readonly EventSource[] {
    return this.process.follows;
  }

  checkpoints(streams: readonly string[]): Promise<readonly ProcessCheckpoint[]> {
    return this.store.checkpoints(this.name, streams);
  }

  async *take(from: ProcessCheckpoint, commits: Commits, until: number): AsyncGenerator<ProcessCheckpoint> {
    for await (const step of foldIntoSteps(ProcessUpdate.from(this.process, from), commits)) {
      const write = step.toWrite();
      const { checkpoint, basedOn } = write;
      // After an interruption the rows may all be there already.
      if (checkpoint.rowsAt > basedOn.rowsAt || !step.reacts) yield await this.write(write);
      if (step.reacts) yield* this.react(step, checkpoint, until);
    }
  }

  /** Moves the checkpoint over all commits that are reacted to, also when a later one fails. */
  private async *react(
    { commits, done }: ProcessUpdate,
    basedOn: ProcessCheckpoint,
    until: number,
  ): AsyncGenerator<ProcessCheckpoint> {
    let { version } = basedOn;
    const moved = (): Promise<ProcessCheckpoint> =>
      this.write({ process: this.name, basedOn, checkpoint: { ...done, version }, rows: [] });
    try {
      for (const commit of commits) {
        await this.reactTo(commit, until);
        version = versionAfter(commit);
      }
    } catch (error) {
      if (version > basedOn.version) yield await moved();
      throw error;
    }
    yield await moved();
  }

  private async reactTo(commit: Commit, until: number): Promise<void> {
    const reactions: Readonly<Record<string, unknown>> = this.process.react;
    for (const event of recordedEvents(commit)) {
      if (!Object.hasOwn(reactions, event.type)) continue;
      const commands = (reactions[event.type] as Reaction)(event, this.state);
      await this.sendAll(commands, commit, until);
    }
  }

  /** One refused command keeps none of the others back. */
  private async sendAll(commands: Commands, commit: Commit, until: number): Promise<void> {
    const refused: { command: Command; refusal: DomainError }[] = [];
    await sideBySide(commands, WIDTH, async (command) => {
      if (!this.process.sends.some(({ type }) => type === command.type)) {
        throw new UndeclaredCommandError(this.name, command);
      }
      if (Date.now() >= until) throw new OutOfTimeError();
      try {
        await this.bus.execute(command, contextOfCommit(commit, this.name, command));
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
        if (!this.process.expects?.includes(error.code)) refused.push({ command, refusal: error });
      }
    });
    const [first] = refused;
    if (!first) return;
    const refusals = refused.map(({ refusal }) => refusal);
    throw new UnexpectedRefusalError(this.name, first.command, refusals);
  }

  private async write(step: ProcessWrite): Promise<ProcessCheckpoint> {
    if ((await this.store.write(step)) === 'stale') throw new StaleCheckpointError(this.name, step.basedOn);
    return step.checkpoint;
  }
}
