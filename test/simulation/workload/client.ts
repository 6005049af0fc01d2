import { contextOfRequest } from '../../../src/eventsourcing/writing/command-context';
import { DomainError } from '../../../src/kernel/domain-error';
import type { Application } from '../application/application';
import type { World } from '../world';
import type { PlannedCommand } from './planned-command';

/** What a client knows of a command that it asked for. */
export interface Asked {
  readonly planned: PlannedCommand;
  /** Ids of the requests, of which each may have been carried out. */
  readonly requests: readonly string[];
  /** `unknown` when no answer came; the client has given up. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  /** Of what was accepted. */
  readonly version?: number;
  /** Of what was refused. */
  readonly code?: string;
}

/** Requests of one command under an idempotency key, at most. */
const ATTEMPTS = 6;

/** Asks for its commands one after the other. */
export class Client {
  readonly asked: Asked[] = [];

  constructor(
    private readonly name: string,
    private readonly world: World,
    private readonly application: Application,
  ) {}

  async run(commands: readonly PlannedCommand[]): Promise<void> {
    for (const planned of commands) {
      await this.world.time.sleep(planned.pause);
      const asked = await this.ask(planned);
      const { outcome, code } = asked;
      this.world.tell(`command ${planned.number}, ${planned.command.type}: ${code ?? outcome}`);
      this.asked.push(asked);
    }
  }

  private async ask(planned: PlannedCommand): Promise<Asked> {
    const requests: string[] = [];
    const attempts = planned.key === undefined ? 1 : ATTEMPTS;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const id = this.world.random.uuid();
      requests.push(id);
      const answer = await this.send(planned, id);
      if (answer.outcome !== 'unknown') return { planned, requests, ...answer };
      await this.world.pass({ least: 100, most: 3_000 });
    }
    return { planned, requests, outcome: 'unknown' };
  }

  private async send(
    { context, command, key }: PlannedCommand,
    id: string,
  ): Promise<Omit<Asked, 'planned' | 'requests'>> {
    const origin = { id, correlationId: id, actor: this.name };
    const idempotency =
      key === undefined ? undefined : { key, fingerprint: JSON.stringify(command.toData()) };
    const functions = this.application.contexts.get(context);
    if (!functions) throw new Error(`There is no context ${context}.`);
    try {
      const event = { command, context: contextOfRequest(origin, undefined, idempotency) };
      const { version } = await functions.commands.invoke(event);
      // What is accepted, and not heard of, is not acknowledged.
      return this.world.faults.strikes('lost answer')
        ? { outcome: 'unknown' }
        : { outcome: 'accepted', version };
    } catch (error) {
      return isRefusal(error) ? { outcome: 'refused', code: error.code } : { outcome: 'unknown' };
    }
  }
}

/** Not what passes by itself, nor what a request at the same time keeps from being answered. */
function isRefusal(error: unknown): error is DomainError {
  return (
    error instanceof DomainError &&
    error.kind !== 'unavailable' &&
    error.code !== 'idempotency-key-in-progress'
  );
}
