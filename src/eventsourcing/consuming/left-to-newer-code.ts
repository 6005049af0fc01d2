import type { Commits } from './consumer';

/** What a consumer found stored in a stream by newer code. */
export interface Newer {
  readonly consumer: string;
  readonly stream: string;
  /** Of the code. */
  readonly revision: number;
  /** Of which revision it is, in words: `a row of revision 2`. */
  readonly found: string;
}

/**
 * Only the code that wrote something, or newer one, goes on with it: older code, which still runs beside it for a while,
 * has to wait until it is replaced.
 *
 * @throws Error at the first commit; without one there is nothing to wait for
 */
export async function* leftToNewerCode(
  commits: Commits,
  { consumer, stream, revision, found }: Newer,
): AsyncGenerator<never> {
  for await (const { version } of commits) {
    throw new Error(
      `${consumer} has ${found} for ${stream}, and this code is of revision ` +
        `${revision}: version ${version} waits for the newer code. To go back to this code for good, raise its ` +
        'revision above the newer one.',
    );
  }
}
