export interface StreamsPage {
  /** Names, in no order that means anything, but always the same one. */
  readonly streams: readonly string[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

/** Which streams there are, found by walking the whole log: for repairs and audits, not for requests. */
export interface StreamDirectory {
  /**
   * Streams of one aggregate type, eventually consistent. Each page walks a part of the log that does not depend on
   * `limit`, so ask for many.
   *
   * @param limit names at most; a page may hold fewer, even none, and still have a `next`
   * @param after the `next` of the page before
   */
  streams(type: string, limit: number, after?: string): Promise<StreamsPage>;
}
