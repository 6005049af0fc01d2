/** A reservation as the table beside the log keeps it. */
export interface Reservation {
  /** As of `uniqueValueKey`. */
  readonly key: string;
  /** Stream that holds it. */
  readonly owner: string;
}

/** A stream that has come to this version and no further. */
export interface StreamAt {
  readonly stream: string;
  readonly version: number;
}

/** A correction of one unique value, and what it takes for granted. */
export interface Correction {
  readonly key: string;
  /** Stream that holds it now; absent for none. */
  readonly from?: string;
  /** Stream that shall hold it; absent for none. */
  readonly to?: string;
  /** What the correction was derived from. */
  readonly given: readonly StreamAt[];
}

/** The unique values as they are stored, for the audit. Commands change them with their commits, through the event store. */
export interface Reservations {
  /** All unique values, page by page; not as of one moment. */
  pages(): AsyncIterable<readonly Reservation[]>;

  /** The stream that holds a unique value, strongly consistent. */
  ownerOf(key: string): Promise<string | undefined>;

  /** The same in one transaction with a look at streams. @returns `outdated` when one of them has moved on */
  ownerGiven(
    key: string,
    given: readonly StreamAt[],
  ): Promise<{ readonly owner: string | undefined } | 'outdated'>;

  /** One transaction. @returns `outdated`, with nothing changed, when something given no longer holds */
  correct(correction: Correction): Promise<'corrected' | 'outdated'>;
}
