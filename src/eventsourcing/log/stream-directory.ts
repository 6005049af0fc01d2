export interface StreamsPage {
  /** Names, in no order that means anything, but always the same one. */
  readonly streams: readonly string[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

/** One of the equal parts of a log that are walked at the same time; `index` from 0 on. */
export interface Segment {
  readonly index: number;
  readonly of: number;
}

/** Which streams there are, found by walking the whole log: for repairs and audits, not for requests. */
export interface StreamDirectory {
  /**
   * Streams of one aggregate type, eventually consistent. Each page walks a part of the log that does not depend on
   * `limit`, so ask for many.
   *
   * @param limit names at most; a page may hold fewer, even none, and still have a `next`
   * @param after the `next` of the page before, of the same segment
   * @param segment the part of the log that is walked; all of it when absent
   */
  streams(type: string, limit: number, after?: string, segment?: Segment): Promise<StreamsPage>;
}
