import type { Commit } from '../../log/commit';

/** What travels through streams and queues, as JSON. */
export interface Envelope {
  readonly commit: Commit;
  /**
   * Tells a commit that is sent again on purpose from one that a queue has had already and would swallow. Letters,
   * digits and hyphens, at most 64.
   */
  readonly replayId?: string;
}

const REPLAY_ID = /^[a-z0-9-]{1,64}$/iu;

export function isReplayId(value: unknown): value is string {
  return typeof value === 'string' && REPLAY_ID.test(value);
}
