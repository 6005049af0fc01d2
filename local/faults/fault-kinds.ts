import type { ServiceName } from '../services/endpoints';

/** What can go wrong with any call of a service. */
const OF_EVERY_CALL = [
  /** Refused, nothing is done. */
  'throttling',
  /** A 500, nothing is done. */
  'internal-error',
  /** The connection is cut, nothing is done. */
  'connection-reset',
  /** It is done, then the connection is cut. */
  'answer-lost',
  /** It is done, and the answer comes after everybody has stopped to wait for it. */
  'time-out',
] as const;

const OF_SOME_CALLS = [
  /** Some entries of a batch are not taken, each with a chance of one half, and one at least. */
  'partial-failure',
  /** Two writers met, nothing is done. */
  'transaction-conflict',
  /** The place in a shard is forgotten. */
  'expired-iterator',
] as const;

/** What can end the process of a function. */
export const KILLS = [
  /** The invocation has failed before the handler saw it. */
  'killed-before',
  /** Somewhere in the midst of it; at its end if it is over sooner. */
  'killed-during',
  /** The handler is done, and nobody hears of it. */
  'killed-after',
  /** Nobody waits for an answer: the next invocation starts cold. */
  'worker-killed',
] as const;

export type Kill = (typeof KILLS)[number];
export type CallFault = (typeof OF_EVERY_CALL)[number] | (typeof OF_SOME_CALLS)[number];
export type FaultKind = CallFault | Kill;

export const FAULT_KINDS: Readonly<Record<ServiceName, readonly FaultKind[]>> = {
  dynamodb: [...OF_EVERY_CALL, ...OF_SOME_CALLS],
  sqs: [...OF_EVERY_CALL, 'partial-failure'],
  s3: OF_EVERY_CALL,
  kinesis: [...OF_EVERY_CALL, 'partial-failure', 'expired-iterator'],
  eventbridge: [...OF_EVERY_CALL, 'partial-failure'],
  lambda: [...OF_EVERY_CALL, ...KILLS],
  secretsmanager: OF_EVERY_CALL,
  ses: OF_EVERY_CALL,
  sns: OF_EVERY_CALL,
  scheduler: OF_EVERY_CALL,
};

export const FAULTY_SERVICES = Object.keys(FAULT_KINDS) as readonly ServiceName[];

/** Operations that a kind can happen to, where it cannot to all. */
const ONLY: Partial<Record<FaultKind, Partial<Record<ServiceName, readonly string[]>>>> = {
  'partial-failure': {
    dynamodb: ['BatchGetItem', 'BatchWriteItem'],
    sqs: ['SendMessageBatch', 'DeleteMessageBatch', 'ChangeMessageVisibilityBatch'],
    kinesis: ['PutRecords'],
    eventbridge: ['PutEvents'],
  },
  'transaction-conflict': {
    dynamodb: ['TransactWriteItems', 'TransactGetItems', 'PutItem', 'UpdateItem', 'DeleteItem'],
  },
  'expired-iterator': { dynamodb: ['GetRecords'], kinesis: ['GetRecords'] },
};

/** @returns undefined when a kind can happen to every operation of a service */
export function operationsOf(kind: FaultKind, service: ServiceName): readonly string[] | undefined {
  return ONLY[kind]?.[service];
}

export function isKill(kind: FaultKind): kind is Kill {
  return (KILLS as readonly string[]).includes(kind);
}
