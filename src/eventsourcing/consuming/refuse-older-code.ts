import type { Commits } from './consumer';

/** What a consumer of a revision found in a stream. */
export interface Found {
  readonly consumer: string;
  readonly stream: string;
  /** Of the code, and of what it found stored. */
  readonly revision: number;
  readonly stored: number;
}

/**
 * Only the code that wrote something, or newer one, goes on with it: older code, which still runs beside it for a while,
 * has to wait until it is replaced.
 *
 * @returns the commits, or where what is stored is newer something that throws at the first of them
 */
export function refuseOlderCode(commits: Commits, found: Found): Commits {
  return found.stored > found.revision ? refused(commits, found) : commits;
}

async function* refused(
  commits: Commits,
  { consumer, stream, revision, stored }: Found,
): AsyncGenerator<never> {
  for await (const { version } of commits) {
    throw new Error(
      `${consumer} has stored revision ${stored} for ${stream}, and this code is of revision ` +
        `${revision}: version ${version} waits for the newer code. To go back to this code for good, raise its ` +
        'revision above the newer one.',
    );
  }
}
