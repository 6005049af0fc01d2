export interface Consistency {
  /** Whether to see every write that is done, at twice the price; by default a read may be a moment behind. */
  readonly consistent?: boolean;
}

export interface PageRequest extends Consistency {
  /** Rows to look at, at most. */
  readonly limit: number;
  /** Key of the last row of the page before. It comes back from clients, so it may be of any shape. */
  readonly after?: Readonly<Record<string, unknown>>;
}

export interface Page<R> {
  readonly rows: readonly R[];
  /** Key to go on after; absent at the end. */
  readonly next?: Readonly<Record<string, string>>;
}
