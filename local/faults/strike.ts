import { setTimeout as delay } from 'node:timers/promises';
import { isJsonObject, type JsonObject } from '../template/json';
import type { Stroke } from './faults';
import { split } from './partial-failures';
import { refusal } from './refusals';
import type { ServiceAnswer, ServiceCall } from './service-call';

/** Nobody answers: the connection ends. */
export const CUT = 'cut';

export interface Scene {
  /** Has the service do what this body asks for. */
  readonly carryOut: (body: Buffer) => Promise<ServiceAnswer>;
  /** Resolves when the client has gone. */
  readonly gone: Promise<void>;
  /** Whether the client is Lambda itself. */
  readonly isPoller: boolean;
}

/** Milliseconds that an answer is held back at most: longer than any client of the application waits. */
const LONGEST_SILENCE = 60_000;

/** When Lambda's pollers stop to wait is nowhere said. Here they do after these milliseconds. */
const PATIENCE_OF_POLLERS = 3_000;

/** Lets a fault happen to a call. @returns what the client gets */
export async function strike(
  { kind, random }: Stroke,
  call: ServiceCall,
  { carryOut, gone, isPoller }: Scene,
): Promise<ServiceAnswer | typeof CUT> {
  switch (kind) {
    case 'connection-reset':
      return CUT;
    case 'answer-lost':
      await carryOut(call.body);
      return CUT;
    case 'time-out':
      await carryOut(call.body);
      await Promise.race([
        gone,
        delay(isPoller ? PATIENCE_OF_POLLERS : LONGEST_SILENCE, undefined, { ref: false }),
      ]);
      return CUT;
    case 'partial-failure':
      return partialFailure(call, random, carryOut);
    case 'throttling':
    case 'internal-error':
    case 'transaction-conflict':
    case 'expired-iterator':
      return refusal(kind, call);
  }
}

async function partialFailure(
  call: ServiceCall,
  random: () => number,
  carryOut: Scene['carryOut'],
): Promise<ServiceAnswer> {
  const parts = split(call.operation, objectIn(call.body.toString('utf8')), random);
  if (parts === undefined) return carryOut(call.body);
  const { rest } = parts;
  if (rest !== undefined) {
    const answer = await carryOut(Buffer.from(JSON.stringify(rest)));
    if (answer.status >= 300) return answer;
    return json(parts.merge(objectIn(answer.body.toString())));
  }
  // "BatchGetItem", DynamoDB API reference: a batch of which nothing can be processed is throttled.
  if (call.service === 'dynamodb') return refusal('throttling', call);
  return json(parts.merge({}));
}

/** Checksums of the service's own answer do not fit any more. */
function json(body: JsonObject): ServiceAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { status: 200, headers, body: JSON.stringify(body) };
}

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text === '' ? '{}' : text);
  return isJsonObject(value) ? value : {};
}
