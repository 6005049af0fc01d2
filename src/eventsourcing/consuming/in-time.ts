import type { Commit } from '../log/commit';
import { OutOfTimeError, type Commits } from './consumer';

/** Commits one by one for as long as there is time. @throws OutOfTimeError when one would come after `until` */
export async function* inTime(commits: Commits, until: number): AsyncGenerator<Commit> {
  for await (const commit of commits) {
    if (Date.now() >= until) throw new OutOfTimeError();
    yield commit;
  }
}
