import type { ApiClient } from '../support/api-client';

const READERS = 2;

/** Clients that read one user after the other, each of which has to be there. */
export class Reading {
  private isOver = false;
  private readonly times: number[] = [];
  private readonly readers: readonly Promise<void>[];

  constructor(client: ApiClient, ids: readonly string[]) {
    this.readers = Array.from({ length: READERS }, async (_, reader) => {
      for (let at = reader; !this.isOver; at += READERS) {
        const start = performance.now();
        const { status } = await client.call('GET', `/users/${ids[(at * 7919) % ids.length] ?? ''}`);
        if (status !== 200) throw new Error(`A user was answered with ${status} during a rebuild.`);
        this.times.push(performance.now() - start);
      }
    });
  }

  /** @returns how long each took, in milliseconds @throws Error when one was not there */
  async end(): Promise<readonly number[]> {
    this.isOver = true;
    await Promise.all(this.readers);
    return this.times;
  }
}
