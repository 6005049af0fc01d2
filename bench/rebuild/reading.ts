import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../support/api-client';

const READERS = 2;
/** Milliseconds between two reads of one reader. */
const PAUSE = 50;

/** What clients met who read one user after the other, each of which has to be there. */
export interface Reads {
  /** Milliseconds of each answer. */
  readonly times: readonly number[];
  /** Answers that said to come again, as this machine was too busy: the same user was asked for once more. */
  readonly busy: number;
}

/** Clients that read while rows are rebuilt. */
export class Reading {
  private readonly controller = new AbortController();
  private readonly times: number[] = [];
  private busy = 0;
  private readonly readers: Promise<readonly unknown[]>;

  constructor(
    private readonly client: ApiClient,
    private readonly ids: readonly string[],
  ) {
    const readers = Array.from({ length: READERS }, (_, reader) => this.read(reader));
    // What one of them throws is thrown by `end`.
    this.readers = Promise.all(readers);
    this.readers.catch(() => undefined);
  }

  /** @throws Error when a user was not there */
  async end(): Promise<Reads> {
    this.controller.abort();
    await this.readers;
    return { times: this.times, busy: this.busy };
  }

  private async read(reader: number): Promise<void> {
    for (let at = reader; !this.controller.signal.aborted;) {
      await sleep(PAUSE);
      const start = performance.now();
      const { status } = await this.client.call(
        'GET',
        `/users/${this.ids[(at * 7919) % this.ids.length] ?? ''}`,
      );
      if (status === 503) {
        this.busy += 1;
        continue;
      }
      if (status !== 200) throw new Error(`A user was answered with ${status} during a rebuild.`);
      this.times.push(performance.now() - start);
      at += READERS;
    }
  }
}
