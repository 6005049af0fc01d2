import { versionAfter, type Commit } from '../log/commit';
import type { Commits } from './consumer';

/** Consecutive commits folded into one write. Immutable: a commit that fails leaves the step before it usable. */
export interface Step<S> {
  readonly isEmpty: boolean;
  /** Whether one transaction can hold it. */
  readonly fits: boolean;
  with(commit: Commit): S;
  /** The step that follows once this one is written. */
  next(): S;
}

/**
 * Folds commits into as few writes as transactions allow. When a commit cannot be folded, what comes before it is
 * still yielded, then the error is thrown.
 */
export async function* foldIntoSteps<S extends Step<S>>(start: S, commits: Commits): AsyncGenerator<S> {
  let step = start;
  try {
    for await (const commit of commits) {
      let extended = step.with(commit);
      if (!extended.fits && !step.isEmpty) {
        yield step;
        step = step.next();
        extended = step.with(commit);
      }
      if (!extended.fits) {
        const message = `Version ${commit.version} to ${versionAfter(commit)} of ${commit.stream} change more rows than one transaction holds; split the command.`;
        throw new RangeError(message);
      }
      step = extended;
    }
  } catch (error) {
    if (!step.isEmpty) yield step;
    throw error;
  }
  if (!step.isEmpty) yield step;
}
