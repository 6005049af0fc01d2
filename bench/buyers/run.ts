import 'reflect-metadata/lite';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Api, mustBe } from '../../test/flow/api';
import { sellTo, type Sales } from '../../test/support/buyers';
import { startLocally } from '../../test/support/local-process';
import { sellFromContainers } from './containers';

const HELP = `Many buyers of few pieces, all at once: exactly as many must succeed as there are pieces.

  --buyers 500
  --pieces 100
  --rounds 1     products, one after the other
  --containers   without HTTP, each buyer in a container of their own, as a cloud would have it
`;
const { values } = parseArgs({
  options: {
    buyers: { type: 'string', default: '500' },
    pieces: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '1' },
    containers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else if (values.containers) {
  console.log('| buyers | pieces | sold | sold out | appends | sent away by 503 | ms |');
  console.log('| -----: | -----: | ---: | -------: | ------: | ---------------: | -: |');
  const [buyers, pieces] = [Number(values.buyers), Number(values.pieces)];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const { sold, soldOut, appends, sentAway, took } = await sellFromContainers(buyers, pieces);
    console.log(`| ${[buyers, pieces, sold, soldOut, appends, sentAway, Math.round(took)].join(' | ')} |`);
    if (sold !== Math.min(buyers, pieces)) process.exitCode = 1;
  }
} else {
  const [buyers, pieces] = [Number(values.buyers), Number(values.pieces)];
  const local = await startLocally(0);
  try {
    console.log('| buyers | pieces | sold | sold out | failed | requests | after a 503 | ms | left |');
    console.log('| -----: | -----: | ---: | -------: | -----: | -------: | ----------: | -: | ---: |');
    for (let round = 0; round < Number(values.rounds); round += 1) {
      await sell(new Api(local.url), buyers, pieces);
    }
  } finally {
    await local.stop();
  }
}

async function sell(api: Api, buyers: number, pieces: number): Promise<void> {
  const id = randomUUID();
  mustBe(202, await api.post(`/products/${id}/restock`, { amount: pieces }));
  const sales = await sellTo(buyers, async (key) =>
    api.post(`/products/${id}/buy`, {}, { 'idempotency-key': key }),
  );
  const sold = Math.min(buyers, pieces);
  const { body } = mustBe(200, await api.fresh(`/products/${id}?minVersion=${1 + sold}`));
  const { reservations, refused, failures, requests, retries, took } = sales;
  const cells = [buyers, pieces, reservations.length, refused, failures.length, requests, retries];
  console.log(`| ${[...cells, Math.round(took), Number(body.quantity)].join(' | ')} |`);
  const faults = faultsOf(sales, sold, pieces - sold, body);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

function faultsOf(
  { reservations, failures }: Sales,
  sold: number,
  left: number,
  { version, quantity }: Readonly<Record<string, unknown>>,
): string[] {
  return [
    ...new Set(failures),
    ...(new Set(reservations).size === sold ? [] : [`${reservations.length} were sold instead of ${sold}.`]),
    ...(version === 1 + sold && quantity === left
      ? []
      : [`version ${String(version)}, quantity ${String(quantity)}`]),
  ];
}
