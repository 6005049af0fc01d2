import type { EventSource } from '../../kernel/event-source';
import { recordedEvents, versionAfter, type Commit, type RecordedEvent } from '../log/commit';
import type { Schedules } from '../writing/schedules';
import { StaleCheckpointError, type Commits, type Consumer } from './consumer';
import { foldIntoSteps } from './fold-into-steps';
import {
  handledBy,
  instanceOf,
  type Commands,
  type Process,
  type ProcessRow,
  type ProcessState,
} from './process';
import { INSTANCE, type ProcessCheckpoint, type ProcessStore, type ProcessWrite } from './process-store';
import { ProcessSender, WIDTH, type CommandSender } from './process-sender';
import { ProcessUpdate } from './process-update';
import { sideBySide } from './side-by-side';

/** `context/what-it-does`: without the characters that part it from the keys of its rows. */
const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;

type Reaction = (event: RecordedEvent, state: ProcessState) => Commands;

/**
 * A process as a consumer: stores the rows of commits first, then reacts to them, then moves its checkpoint. What was
 * interrupted between is reacted to again, and the commands that were accepted before have no second effect.
 */
export class ProcessConsumer implements Consumer<ProcessCheckpoint> {
  readonly kind = 'process';
  readonly handles: ReadonlySet<string>;
  private readonly state: ProcessState;
  private readonly sender: ProcessSender;

  /** @throws TypeError for a name that is none */
  constructor(
    private readonly process: Process,
    private readonly store: ProcessStore,
    bus: CommandSender,
    schedules?: Schedules,
  ) {
    const { name } = process;
    this.handles = new Set(handledBy(process));
    if (!NAME.test(name))
      throw new TypeError(`${name} is no name of a process: call it context/what-it-does.`);
    this.state = {
      get: (instance, item) => store.get(name, instance, item),
      list: (instance, prefix = '') => ownRows(store.list(name, instance, prefix)),
      isOpen: async (instance) => (await store.get(name, instance, INSTANCE)) !== undefined,
    };
    this.sender = new ProcessSender(process, this.state, bus, schedules);
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
    { commits, done, entered }: ProcessUpdate,
    basedOn: ProcessCheckpoint,
    until: number,
  ): AsyncGenerator<ProcessCheckpoint> {
    let { version } = basedOn;
    const moved = (): Promise<ProcessCheckpoint> =>
      this.write({ process: this.name, basedOn, checkpoint: { ...done, version }, rows: [] });
    try {
      await this.leaveClosed(entered);
      for (const commit of commits) {
        await this.reactTo(commit, until);
        await this.endWith(commit);
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
      await this.sender.send(commands, commit, until);
    }
  }

  /**
   * Takes back what was put into instances that are not open. Whoever ends one removes its mark first and looks for rows
   * then; here rows are put first, and the mark is looked for then. So whichever comes last sees what the other did.
   */
  private async leaveClosed(entered: ReadonlySet<string>): Promise<void> {
    if (!this.process.instances) return;
    for (const instance of entered) {
      if (!(await this.state.isOpen(instance))) await this.removeRows(instance);
    }
  }

  private async endWith(commit: Commit): Promise<void> {
    const { instances } = this.process;
    for (const event of recordedEvents(commit)) {
      const instance = instanceOf(instances?.end, event);
      if (instance === undefined) continue;
      await this.store.remove(this.name, instance, INSTANCE);
      await this.removeRows(instance);
    }
  }

  private removeRows(instance: string): Promise<void> {
    return sideBySide(this.store.list(this.name, instance, ''), WIDTH, ({ item }) =>
      this.store.remove(this.name, instance, item),
    );
  }

  private async write(step: ProcessWrite): Promise<ProcessCheckpoint> {
    if ((await this.store.write(step)) === 'stale') throw new StaleCheckpointError(this.name, step.basedOn);
    return step.checkpoint;
  }
}

async function* ownRows(rows: AsyncIterable<ProcessRow>): AsyncGenerator<ProcessRow> {
  for await (const row of rows) if (row.item !== INSTANCE) yield row;
}
