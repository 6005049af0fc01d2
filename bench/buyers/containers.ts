import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Product } from '../../src/contexts/shop/product/domain/product';
import { Repository } from '../../src/eventsourcing/writing/repository';
import type { WritingPorts } from '../../src/eventsourcing/writing/event-store';
import { DomainError } from '../../src/kernel/domain-error';
import { dynamoPorts } from '../../test/support/dynamo-ports';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';

/** Milliseconds after which a client comes back whom a 503 has sent away. */
const RETRY_AFTER = 1_000;

/** What it took to sell, when each buyer had a container of their own: nobody waits for a free one, all are rivals. */
export interface Rivalry {
  readonly sold: number;
  readonly soldOut: number;
  /** Times that a buyer was told to come back. */
  readonly sentAway: number;
  readonly appends: number;
  readonly took: number;
}

/** Sells some pieces of a product to more buyers, all at once and without HTTP, on a DynamoDB of its own. */
export async function sellFromContainers(buyers: number, pieces: number): Promise<Rivalry> {
  const dynamo = await DynamoUnderTest.start();
  try {
    let appends = 0;
    const ports = counting(dynamoPorts(dynamo.client, await dynamo.newLog()), () => (appends += 1));
    const id = randomUUID();
    await productsOf(ports).change(id, newContext(), (product) => {
      product.restock(pieces);
    });
    const start = performance.now();
    const outcomes = await Promise.all(Array.from({ length: buyers }, () => buy(id, ports)));
    const sold = outcomes.filter(({ isSold }) => isSold).length;
    return {
      sold,
      soldOut: buyers - sold,
      sentAway: outcomes.reduce((sum, each) => sum + each.sentAway, 0),
      appends: appends - 1,
      took: performance.now() - start,
    };
  } finally {
    await dynamo.stop();
  }
}

function productsOf(ports: WritingPorts): Repository<Product> {
  return new Repository(Product, () => [], ports);
}

function newContext(): {
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: string;
} {
  return { correlationId: randomUUID(), causationId: randomUUID(), actor: 'a buyer' };
}

function counting({ events, ...others }: WritingPorts, count: () => void): WritingPorts {
  return {
    ...others,
    events: {
      append: async (commit, alongside) => {
        count();
        return events.append(commit, alongside);
      },
      load: (stream, fold, known) => events.load(stream, fold, known),
      read: (stream, range) => events.read(stream, range),
    },
  };
}

async function buy(
  id: string,
  ports: WritingPorts,
): Promise<{ readonly isSold: boolean; readonly sentAway: number }> {
  const products = productsOf(ports);
  const reservationId = randomUUID();
  for (let sentAway = 0; ; sentAway += 1) {
    try {
      await products.change(id, newContext(), (product) => {
        product.reserve(reservationId);
      });
      return { isSold: true, sentAway };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'shop/product/sold-out') return { isSold: false, sentAway };
      if (error.kind !== 'unavailable') throw error;
      await sleep(RETRY_AFTER);
    }
  }
}
