import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAnswer } from '../flow/api';

/** Times that a buyer asks before giving up; each 503 says when to ask again. */
const PATIENCE = 30;

/** What came of many purchases at once. */
export interface Sales {
  /** Ids of the reservations that were accepted. */
  readonly reservations: readonly string[];
  /** Buyers who were told that the product is sold out. */
  readonly refused: number;
  /** Any other last answer, as text; none, if all is well. */
  readonly failures: readonly string[];
  readonly requests: number;
  /** Requests that were sent again because of a 503. */
  readonly retries: number;
  /** Milliseconds from the first request to the last answer. */
  readonly took: number;
}

/**
 * So many buyers at once, each with an idempotency key of their own, under which they ask again as long as the answer
 * is 503.
 */
export async function sellTo(count: number, buy: (key: string) => Promise<ApiAnswer>): Promise<Sales> {
  const start = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, () => buyPatiently(buy)));
  const last = answers.map(({ answer }) => answer);
  const requests = answers.reduce((sum, each) => sum + each.requests, 0);
  const isSoldOut = ({ body }: ApiAnswer): boolean => body.code === 'shop/product/sold-out';
  return {
    reservations: last.filter(({ status }) => status === 202).map(({ body }) => String(body.reservationId)),
    refused: last.filter(isSoldOut).length,
    failures: last
      .filter((answer) => answer.status !== 202 && !isSoldOut(answer))
      .map(({ status, body }) => `${status} ${JSON.stringify(body)}`),
    requests,
    retries: requests - count,
    took: performance.now() - start,
  };
}

async function buyPatiently(
  buy: (key: string) => Promise<ApiAnswer>,
): Promise<{ readonly answer: ApiAnswer; readonly requests: number }> {
  const key = randomUUID();
  for (let requests = 1; ; requests += 1) {
    const answer = await buy(key);
    if (answer.status !== 503 || requests === PATIENCE) return { answer, requests };
    await sleep(1_000 * Number(answer.headers.get('retry-after')));
  }
}
