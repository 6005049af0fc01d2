/** A protection of the product that a simulation goes without, to show that it would be missed. */
export const SABOTAGES = {
  /** Commits are applied as they come, be they old or not. */
  gating: 'gating by version',
  /** What was missed is not read from the log. */
  healing: 'healing of gaps from the log',
  /** Commands of processes come without the ids by which a repeat is known. */
  'command-ids': 'command ids of processes',
  /** A queue takes all commits of a stream for repeats of one. */
  'dedup-ids': 'deduplication ids that tell commits apart',
  /** Of a group of messages, those after one that failed count as done. */
  'group-stop': 'stopping a group at a failed message',
  /** Nobody is rung for what failed. */
  doorbells: 'catch-up doorbells',
  /** Rows are written whatever is there. */
  conditions: 'the condition of a write to a read table',
  /** Sums of tallies change whatever share is there. */
  shares: 'the condition of a write to a tally',
  /** What was not sent is not reported. */
  /** Whoever comes too late takes an instance for open, and leaves rows behind. */
  instances: 'a look whether an instance of a process has ended',
  reports: 'reporting what a channel has not taken',
} as const;

export type Sabotage = keyof typeof SABOTAGES;
