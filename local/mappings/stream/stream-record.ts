/** A record of a stream, already in the shape in which a function gets it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch. */
  readonly arrival: number;
  /** One entry of the event's `Records`. */
  readonly event: object;
}
