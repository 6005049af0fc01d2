/** The hops of a commit on its way, in the words of docs/failures.md. */
export const HOPS = [
  'command → log',
  'log stream → adaptor → Kinesis',
  'Kinesis → broker → queues',
  'queue → projector',
  'queue → processes → commands',
  'doorbell → catch-up',
  'process → provider',
] as const;
export type Hop = (typeof HOPS)[number];

/** What can happen at each of them. */
export const FAILURES = [
  'throttling',
  'time-out in mid-batch',
  'answer lost',
  'partial failure',
  'transaction conflict',
  'killed before its side effects',
  'killed after its side effects',
  'poison event',
  'event type nobody knows',
  'commits out of order',
  'duplicate commits',
  'oversized batch',
  'message that expires',
  'iterator that restarts',
] as const;
export type Failure = (typeof FAILURES)[number];
