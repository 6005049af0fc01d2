import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustBe, type Api, type ApiAnswer } from '../flow/api';
import { many } from './many';

export interface Line {
  readonly productId: string;
  readonly quantity: number;
}

/** Pieces that a product was restocked with, by its id. */
export type Stock = ReadonlyMap<string, number>;

export interface PlacedOrder {
  readonly id: string;
  readonly lines: readonly Line[];
}

export interface Placing {
  readonly placed: readonly PlacedOrder[];
  readonly requests: number;
  /** Requests that were sent again, as the answer was 503 or did not come. */
  readonly retries: number;
}

/** What the API says of an order. */
export interface DecidedOrder extends PlacedOrder {
  readonly status: string;
  readonly reason: string | undefined;
}

/** Requests under way at the same time of those who look, and times that a request is sent before it is given up. */
const WIDTH = 32;
const ATTEMPTS = 60;
/** Milliseconds between two looks, and before a request is sent again that has had no answer. */
const PAUSE = 200;

/** @param piecesOf of the product with this number, from 0 on */
export async function stockUp(
  api: Api,
  products: number,
  piecesOf: (number: number) => number,
): Promise<Stock> {
  const stock = new Map(Array.from({ length: products }, (_, number) => [randomUUID(), piecesOf(number)]));
  const all = [...stock];
  await many(all.length, WIDTH, async (number) => {
    const [id, amount] = all[number] ?? ['', 0];
    const { answer } = await patiently((headers) => api.post(`/products/${id}/restock`, { amount }, headers));
    mustBe(202, answer);
  });
  return stock;
}

/** All at once, each under a key of its own, under which it is sent again until it is answered. */
export async function placeAll(api: Api, orders: readonly (readonly Line[])[]): Promise<Placing> {
  const outcomes = await Promise.all(
    orders.map(async (lines) => {
      const { answer, requests } = await patiently((headers) => api.post('/orders', { lines }, headers));
      return { order: { id: String(mustBe(202, answer).body.id), lines }, requests };
    }),
  );
  const requests = outcomes.reduce((sum, each) => sum + each.requests, 0);
  return { placed: outcomes.map(({ order }) => order), requests, retries: requests - orders.length };
}

/** @throws Error when an order is not decided in time. @param patience milliseconds */
export async function untilDecided(
  api: Api,
  placed: readonly PlacedOrder[],
  patience: number,
): Promise<DecidedOrder[]> {
  const deadline = Date.now() + patience;
  return many(placed.length, WIDTH, async (number) => {
    const order = placed[number];
    if (!order) throw new Error('There are fewer orders than were placed.');
    for (;;) {
      const { answer } = await patiently(() => api.get(`/orders/${order.id}`));
      const { status, reason } = answer.body;
      if (answer.status === 200 && status !== 'placed') {
        return {
          ...order,
          status: String(status),
          reason: typeof reason === 'string' ? reason : undefined,
        };
      }
      if (Date.now() > deadline)
        throw new Error(`Order ${order.id} is not decided: ${JSON.stringify(answer.body)}`);
      await sleep(PAUSE);
    }
  });
}

/**
 * What is wrong once all orders are decided, by what the API says of each product: pieces that are neither there nor of a
 * confirmed order, and orders that have some of their products. What is still on its way is waited for.
 *
 * @param patience milliseconds
 */
export async function faultsOf(
  api: Api,
  stock: Stock,
  orders: readonly DecidedOrder[],
  patience: number,
): Promise<string[]> {
  const deadline = Date.now() + patience;
  const faults = await many(stock.size, WIDTH, async (number) => {
    const [id, pieces] = [...stock][number] ?? ['', 0];
    for (;;) {
      const found = await faultsOfProduct(api, id, pieces, orders);
      if (found.length === 0 || Date.now() > deadline) return found;
      await sleep(PAUSE);
    }
  });
  return faults.flat();
}

async function faultsOfProduct(
  api: Api,
  id: string,
  pieces: number,
  orders: readonly DecidedOrder[],
): Promise<string[]> {
  const events = await api.all(`/products/${id}/events`);
  const { body } = mustBe(200, await api.fresh(`/products/${id}?minVersion=${events.length}`));
  const wanted = new Map(
    orders
      .filter(({ status }) => status === 'confirmed')
      .flatMap((order) =>
        order.lines.filter(({ productId }) => productId === id).map((line) => [order.id, line.quantity]),
      ),
  );
  const sold = [...wanted.values()].reduce((sum, quantity) => sum + quantity, 0);
  const had = heldFor(events);
  return [
    ...(body.quantity === pieces - sold
      ? []
      : [`${id}: ${String(body.quantity)} left of ${pieces}, sold ${sold}`]),
    ...[...wanted].flatMap(([order, quantity]) =>
      had.get(order) === `${quantity} handed-over`
        ? []
        : [`${id}: order ${order} has ${had.get(order) ?? 'none'}`],
    ),
    ...[...had].flatMap(([order, what]) => (wanted.has(order) ? [] : [`${id}: ${what} for order ${order}`])),
  ];
}

/** What is held, or was handed over, by order: `2 handed-over`. */
function heldFor(events: readonly Readonly<Record<string, unknown>>[]): Map<string, string> {
  const had = new Map<string, string>();
  for (const { type, data } of events) {
    const { orderId, quantity } = data as { orderId?: string; quantity?: number };
    if (orderId === undefined || quantity === undefined) continue;
    if (type === 'shop/product/released') had.delete(orderId);
    else had.set(orderId, `${quantity} ${String(type).slice('shop/product/'.length)}`);
  }
  return had;
}

/** Sends a request again while it is answered by 503, or not at all. @param send is given headers with its key */
async function patiently(
  send: (headers: Record<string, string>) => Promise<ApiAnswer>,
): Promise<{ readonly answer: ApiAnswer; readonly requests: number }> {
  const headers = { 'idempotency-key': randomUUID() };
  for (let requests = 1; ; requests += 1) {
    const answer = await send(headers).catch((error: unknown) => {
      if (requests === ATTEMPTS) throw error;
      return undefined;
    });
    const isOver = answer !== undefined && ![409, 429, 500, 502, 503, 504].includes(answer.status);
    if (answer && (isOver || requests === ATTEMPTS)) return { answer, requests };
    await sleep(1_000 * Number(answer?.headers.get('retry-after') ?? PAUSE / 1_000));
  }
}
