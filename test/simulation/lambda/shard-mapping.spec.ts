import type { BatchResponse } from '../../../src/eventsourcing/consuming/delivery/batch';
import { Faults } from '../faults';
import { Shard, type ShardRecord } from '../services/shard';
import { Random } from '../time/random';
import { VirtualTime } from '../time/virtual-time';
import { World } from '../world';
import { ShardMapping } from './shard-mapping';

type Answer = (batch: readonly string[], call: number) => readonly string[];

/** @param answer the sequence numbers that failed; what it throws fails the invocation */
async function deliver(count: number, answer: Answer, maxAge = 1_000_000) {
  const time = new VirtualTime();
  const world = new World(time, new Random(1), new Faults(new Random(1), { rate: 0, most: 0 }));
  const shard = new Shard(() => time.now);
  const batches: string[][] = [];
  const invoke = async (records: readonly ShardRecord[]): Promise<BatchResponse> => {
    const batch = records.map(({ sequence }) => sequence);
    batches.push(batch);
    await time.sleep(5);
    const failed = answer(batch, batches.length);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
  const mapping = new ShardMapping(world, shard, invoke, { batchSize: 4, poll: 100, maxAge });
  for (let record = 0; record < count; record += 1) shard.append('');
  void mapping.run();
  await time.untilRest(1_000);
  return { batches, failed: mapping.failed.map(({ sequence }) => sequence) };
}

describe('ShardMapping', () => {
  it('delivers batch after batch', async () => {
    const { batches } = await deliver(6, () => []);
    expect(batches).toEqual([
      ['1', '2', '3', '4'],
      ['5', '6'],
    ]);
  });

  it('goes on from the lowest that failed, whatever else is named', async () => {
    const { batches } = await deliver(4, (_, call) => (call === 1 ? ['4', '2'] : []));
    expect(batches).toEqual([
      ['1', '2', '3', '4'],
      ['2', '3', '4'],
    ]);
  });

  it('takes an empty identifier for a failure of all', async () => {
    const { batches } = await deliver(2, (_, call) => (call === 1 ? [''] : []));
    expect(batches).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('halves a batch whose invocation failed, until the one that fails is alone', async () => {
    const { batches } = await deliver(4, (batch, call) => {
      if (call < 5 && batch.includes('3')) throw new Error('crash');
      return [];
    });
    expect(batches).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['4']]);
  });

  it('gives up what is too old', async () => {
    const { failed } = await deliver(2, (batch) => batch.filter((each) => each === '1'), 10_000);
    expect(failed).toContain('1');
  });
});
