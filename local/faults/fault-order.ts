import { isJsonObject } from '../template/json';
import type { Json } from '../template/json';
import type { ServiceName } from '../services/endpoints';
import { FAULT_KINDS, FAULTY_SERVICES, isKill, operationsOf, type FaultKind } from './fault-kinds';
import type { FaultOrder } from './faults';

/** One member of an order, and what it has to be. */
export interface WrongField {
  readonly field: string;
  readonly message: string;
}

/** What this machine has, beside the services, that faults can be ordered for. */
export interface Surroundings {
  /** Logical ids. */
  readonly functions: readonly string[];
  /** Services that another endpoint stands in for: nothing of this machine is before them. */
  readonly elsewhere: readonly ServiceName[];
}

const MEMBERS = ['service', 'operation', 'function', 'kind', 'rate', 'times', 'seed'];
const MOST_TIMES = 1_000_000;
const MOST_SEED = 2 ** 32 - 1;
const OPERATION = /^[A-Z][A-Za-z0-9]{1,63}$/u;

/** @returns the order, or everything that is wrong with it */
export function faultOrder(input: Json, { functions, elsewhere }: Surroundings): FaultOrder | WrongField[] {
  if (!isJsonObject(input))
    return [{ field: 'body', message: `must be a JSON object with ${oneOf(MEMBERS)}` }];
  const wrong: WrongField[] = [];
  const refuse = (field: string, message: string): void => void wrong.push({ field, message });
  for (const name of Object.keys(input).filter((key) => !MEMBERS.includes(key)))
    refuse(name, `is not known; there are ${MEMBERS.join(', ')}`);

  const service = FAULTY_SERVICES.find((name) => name === input.service);
  if (service === undefined) refuse('service', `must be ${oneOf(FAULTY_SERVICES)}`);
  else if (elsewhere.includes(service))
    refuse('service', `is not on this machine: unset LOCAL_${service.toUpperCase()}_ENDPOINT to have faults`);

  const kinds = service === undefined ? [] : FAULT_KINDS[service];
  const kind = kinds.find((name) => name === input.kind);
  if (service !== undefined && kind === undefined) refuse('kind', `must be ${oneOf(kinds)} for ${service}`);

  const { operation = '*', function: caller, rate = 1, times = 1, seed } = input;
  if (service !== undefined && kind !== undefined) {
    const allowed = allowedOperations(service, kind, functions);
    if (typeof operation !== 'string' || !allowed.includes(operation))
      refuse('operation', `must be ${allowed.text}`);
  }
  if (caller !== undefined && !(typeof caller === 'string' && functions.includes(caller)))
    refuse('function', `must be ${oneOf(functions)}`);
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) refuse('rate', 'must be a number from 0 to 1');
  if (!isWhole(times, 1, MOST_TIMES)) refuse('times', `must be a whole number from 1 to ${MOST_TIMES}`);
  if (seed !== undefined && !isWhole(seed, 0, MOST_SEED))
    refuse('seed', `must be a whole number from 0 to ${MOST_SEED}`);
  if (wrong.length > 0 || service === undefined || kind === undefined) return wrong;
  return { service, kind, operation, function: caller, rate, times, seed } as FaultOrder;
}

interface Allowed {
  readonly text: string;
  includes(operation: string): boolean;
}

function allowedOperations(service: ServiceName, kind: FaultKind, functions: readonly string[]): Allowed {
  const names = isKill(kind) ? functions : operationsOf(kind, service);
  if (names !== undefined) {
    const all = ['*', ...names];
    return { text: `${oneOf(all)} for ${kind}`, includes: (operation) => all.includes(operation) };
  }
  return {
    text: `* or an operation of ${service} as AWS spells it, such as ${EXAMPLE[service]}`,
    includes: (operation) => operation === '*' || OPERATION.test(operation),
  };
}

const EXAMPLE: Readonly<Record<ServiceName, string>> = {
  dynamodb: 'PutItem',
  sqs: 'SendMessageBatch',
  s3: 'PutObject',
  kinesis: 'PutRecords',
  eventbridge: 'PutEvents',
  lambda: 'Invoke',
  secretsmanager: 'GetSecretValue',
  ses: 'SendEmail',
  sns: 'Publish',
  scheduler: 'CreateSchedule',
};

function isWhole(value: Json, least: number, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
