import 'reflect-metadata/lite';
import { parseArgs } from 'node:util';
import { Api } from '../../test/flow/api';
import { startLocally } from '../../test/support/local-process';
import { faultsOf, placeAll, stockUp, untilDecided, type DecidedOrder } from '../../test/support/orders';
import { plannedOrders } from './planned-orders';

const HELP = `Many orders of few products, all at once: none may be sold that is not there, and none in part.

  --orders 1000
  --products 50
  --pieces 60      of each product; every fifth has a third of that
  --minutes 5      that all of them have to be decided
`;
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    products: { type: 'string', default: '50' },
    pieces: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});

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
    const began = performance.now();
    const { placed, requests, retries } = await placeAll(api, plannedOrders(orders, [...stock.keys()]));
    const answered = performance.now();
    const decided = await untilDecided(api, placed, patience);
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
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
    else console.log('None was oversold, and none has a part.');
  } finally {
    await local.stop();
  }
}

function count(orders: readonly DecidedOrder[], what: string): number {
  return orders.filter(({ status, reason }) => status === what || reason === what).length;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
