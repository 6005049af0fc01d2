import {
  parseDoorbell,
  parseParked,
  type Doorbell,
} from '../../src/eventsourcing/consuming/catch-up/doorbell';

/** A message of the dead-letter queue of catch-up. */
export type Parked =
  | (Doorbell & {
      readonly kind: 'doorbell';
      /** ISO 8601; absent when the queue itself gave the doorbell up. */
      readonly parkedAt?: string;
      readonly failures?: number;
    })
  /** Nothing that could be rung: what it holds may be anything, also personal data. */
  | {
      readonly kind: 'record' | 'text' | 'unknown';
      /** Logical id of the function that could not read it. */
      readonly function?: string;
      readonly reason: string;
      readonly parkedAt?: string;
    };

/** Whatever the message is: never throws. */
export function parkedOf(body: string): Parked {
  try {
    return { kind: 'doorbell', ...parseParked(body) };
  } catch {
    // Then it is one of the others.
  }
  try {
    return { kind: 'doorbell', ...parseDoorbell(body) };
  } catch {
    return unreadableOf(body);
  }
}

function unreadableOf(body: string): Parked {
  const { function: functionId, reason, parkedAt, record, text } = fieldsOf(body);
  if (typeof reason !== 'string' || typeof parkedAt !== 'string') {
    return { kind: 'unknown', reason: 'nothing of this application wrote it' };
  }
  if (typeof functionId === 'string' && typeof record === 'string') {
    return { kind: 'record', function: functionId, reason, parkedAt };
  }
  return { kind: typeof text === 'string' ? 'text' : 'unknown', reason, parkedAt };
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
