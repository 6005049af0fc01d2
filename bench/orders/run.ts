import 'reflect-metadata/lite';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isKill } from '../../local/faults/fault-kinds';
import { faultsTokenFile } from '../../local/faults/faults-token';
import { FaultDesk, strokesByService, strokesOf } from '../../test/chaos/fault-orders';
import { Api } from '../../test/flow/api';
import { startLocally } from '../../test/support/local-process';
import { faultsOf, placeAll, stockUp, untilDecided, type DecidedOrder } from '../../test/support/orders';
import { plannedOrders } from './planned-orders';

const HELP = `Many orders of few products, all at once: none may be sold that is not there, and none in part.

  --orders 1000
  --products 50
  --pieces 60      of each product; every fifth has a third of that
  --minutes 5      that all of them have to be decided
  --faults 0       share of the calls of each service, and of invocations, that goes wrong while orders are placed
                   and for half a minute after: 0 to 1
`;
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    products: { type: 'string', default: '50' },
    pieces: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '5' },
    faults: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});

/** Milliseconds, after the last order was placed. */
const FAULTY_FOR = 30_000;
const SEED = 1;

if (values.help) console.log(HELP);
else await measure(Number(values.orders), Number(values.products), Number(values.pieces));

async function measure(orders: number, products: number, pieces: number): Promise<void> {
  const patience = Number(values.minutes) * 60_000;
  const local = await startLocally(0);
  try {
    const api = new Api(local.url);
    const stock = await stockUp(api, products, (number) =>
      number % 5 === 0 ? Math.ceil(pieces / 3) : pieces,
    );
    const desk = await faultsAt(local.url, Number(values.faults));
    const began = performance.now();
    const { placed, requests, retries } = await placeAll(api, plannedOrders(orders, [...stock.keys()]));
    const answered = performance.now();
    const deciding = untilDecided(api, placed, patience);
    if (desk) await Promise.race([deciding, sleep(FAULTY_FOR)]);
    const struck = (await desk?.clear()) ?? [];
    const decided = await deciding;
    const took = performance.now() - began;
    const faults = await faultsOf(api, stock, decided, patience);
    console.log(
      '| orders | products | confirmed | sold out | timed out | requests | sent again | placed in s | decided in s |',
    );
    console.log(
      '| -----: | -------: | --------: | -------: | --------: | -------: | ---------: | ----------: | -----------: |',
    );
    const cells = [
      ...[decided.length, products, count(decided, 'confirmed'), count(decided, 'sold-out')],
      ...[count(decided, 'timed-out'), requests, retries, seconds(answered - began), seconds(took)],
    ];
    console.log(`| ${cells.join(' | ')} |`);
    if (desk) {
      console.log(
        `faults: ${strokesOf(struck, (kind) => !isKill(kind))}, kills: ${strokesOf(struck, isKill)}`,
      );
      for (const line of strokesByService(struck)) console.log(`  ${line}`);
    }
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
    else console.log('None was oversold, and none has a part.');
  } finally {
    await local.stop();
  }
}

/** @param rate none are ordered for 0 */
async function faultsAt(url: string, rate: number): Promise<FaultDesk | undefined> {
  if (rate === 0) return undefined;
  const token = readFileSync(faultsTokenFile('.local', Number(new URL(url).port)), 'utf8');
  const desk = new FaultDesk(url, token);
  await desk.orderAll(rate, SEED);
  return desk;
}

function count(orders: readonly DecidedOrder[], what: string): number {
  return orders.filter(({ status, reason }) => status === what || reason === what).length;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
