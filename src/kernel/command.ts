/** A wish to change one aggregate. `type` is a string literal such as `iam/user/register`. */
export interface Command {
  readonly type: string;
}

/** What an accepted command answers with. */
export interface AggregateVersion {
  /** Id of the aggregate. */
  readonly id: string;
  /** Its version after the command: what a reader waits for. */
  readonly version: number;
}
