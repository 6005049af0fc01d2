import { randomInt, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { contextApi } from '../../src/composition/context-api';
import { Environment } from '../../src/composition/environment';
import { provideRateLimits } from '../../src/composition/outside/rate-limits';
import type { Provide } from '../../src/composition/outside/provide';
import { otpModule } from '../../src/contexts/otp/otp.module';
import { TOKEN_SETTINGS } from '../../src/identity/token-settings';
import { SECRETS, type Secrets } from '../../src/outside/secrets';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { apiEvent, json } from '../../test/support/http/api-event';
import { setEnvironment } from '../../test/support/process-environment';
import { comparison, type Timed } from './comparison';

/**
 * Whether the time of an answer tells what the answer does not: if a primary is known, and why an attempt has failed. The
 * function's own code on a local DynamoDB, one call at a time, the kinds of calls in turn.
 */
const { values } = parseArgs({ options: { calls: { type: 'string', default: '1000' } } });
const CALLS = Number(values.calls);
/** Calls before any is counted: code is compiled, connections are made. */
const WARM_UP = 100;

const dynamo = await DynamoUnderTest.start();
const restore = setEnvironment({ AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint });
try {
  const log = await dynamo.newLog();
  const counters = await dynamo.newTables({ name: 'RateLimitsTable', key: ['limitWindow'], indexes: {} });
  const environment = new Environment({
    EVENT_LOG_TABLE: log('EventLogTable'),
    IDEMPOTENCY_TABLE: log('IdempotencyTable'),
    RATE_LIMITS_TABLE: counters('RateLimitsTable'),
  });
  const secrets: Pick<Secrets, 'get'> = { get: (logicalId) => Promise.resolve(logicalId) };
  const provideSecrets: Provide = (container) => {
    container.bind(SECRETS).toConstantValue(secrets);
    container.bind(TOKEN_SETTINGS).toConstantValue({ issuer: 'urn:foldline:bench', audience: 'foldline' });
  };
  await measure(contextApi(otpModule, [provideSecrets, provideRateLimits], environment).handle);
} finally {
  restore();
  await dynamo.stop();
}

type Handle = ReturnType<typeof contextApi>['handle'];

interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly took: number;
}

async function measure(handle: Handle): Promise<void> {
  const issue = (primary: string): Promise<Answered> =>
    post(handle, '/otp', { primary, role: 'org', country: 'DE' }, 202);
  const verify = (id: string, key: string): Promise<Answered> =>
    post(handle, `/otp/${id}/verification`, { key, code: '000000' }, 422);
  const newcomer = (): string => `${randomUUID()}@example.com`;

  const known = Array.from({ length: CALLS + WARM_UP }, newcomer);
  const issued: { id: string; key: string }[] = [];
  for (const primary of known) {
    const { id = '', key = '' } = (await issue(primary)).body;
    issued.push({ id, key });
  }
  const at = (index: number): { id: string; key: string } => issued[index] ?? { id: '', key: '' };
  await report('a wrong code', {
    'wrong code': (index) => verify(at(index).id, at(index).key),
    'unknown key': (index) => verify(at(index).id, randomUUID()),
    'unknown id': () => verify(randomUUID(), randomUUID()),
  });
  await report('asking for a code', {
    'known primary': (index) => issue(known[index] ?? ''),
    'unknown primary': () => issue(newcomer()),
  });
}

/** Calls in an order that is drawn anew each round, so that what goes before falls on none more than on another. */
async function report(
  what: string,
  kinds: Readonly<Record<string, (index: number) => Promise<Answered>>>,
): Promise<void> {
  const times = new Map(Object.keys(kinds).map((name): [string, number[]] => [name, []]));
  for (let index = 0; index < CALLS + WARM_UP; index += 1) {
    const turn = Object.entries(kinds).toSorted(() => randomInt(3) - 1);
    for (const [name, call] of turn) {
      const { took } = await call(index);
      if (index >= WARM_UP) times.get(name)?.push(took);
    }
  }
  const timed = [...times].map(([name, milliseconds]): Timed => ({ name, milliseconds }));
  console.log(`## ${what}, ${CALLS} calls of each\n\n${comparison(timed)}\n`);
}

async function post(handle: Handle, path: string, body: object, expected: number): Promise<Answered> {
  const event = apiEvent('POST', path, json(body));
  // Each from an address of its own, or the limit of one would be reached.
  const sourceIp = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const { requestContext } = event;
  const http = { ...requestContext.http, sourceIp };
  const start = performance.now();
  const answer = await handle({
    ...event,
    requestContext: { ...requestContext, http, requestId: randomUUID() },
  });
  const took = performance.now() - start;
  const status = answer.statusCode ?? 0;
  if (status !== expected) throw new Error(`${path}: ${status} ${answer.body ?? ''}`);
  return { status, took, body: JSON.parse(answer.body ?? '{}') as Answered['body'] };
}
