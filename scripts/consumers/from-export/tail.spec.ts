import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import { labelled } from '../../../test/support/box/box.events';
import { all, commitOf } from '../../../test/support/commit-of';
import { KinesisUnderTest, FIRST_SHARD } from '../../../test/support/local/kinesis-under-test';
import { Tail } from './tail';

const HOUR = 3_600_000;
const { signal } = new AbortController();

describe('Tail', () => {
  let kinesis: KinesisUnderTest;
  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  const put = (streamName: string, stream: string, version: number): Promise<string> =>
    kinesis.put(
      streamName,
      JSON.stringify({ commit: commitOf(stream, version, labelled('a'), labelled('b')) }),
      stream,
    );

  it('tells the streams with commits since then, and their newest versions', async () => {
    const name = await kinesis.newStream(3);
    for (let at = 0; at < 20; at += 1) await put(name, `shop/box#${at % 5}`, 1 + 2 * Math.floor(at / 5));
    await kinesis.put(name, 'no commit', 'shop/box#broken');
    const versions = new Map(
      (await all(new Tail(kinesis.client, name).streams(Date.now(), signal))).flatMap((page) => [...page]),
    );
    const boxes = Array.from({ length: 5 }, (_, at) => [`shop/box#${at}`, 8] as const);
    expect(versions).toEqual(new Map([...boxes, ['shop/box#broken', Infinity]]));
  });

  it('reads closed shards and those that followed them', async () => {
    const name = await kinesis.newStream();
    await put(name, 'shop/box#before', 1);
    const half = { ShardToSplit: FIRST_SHARD, NewStartingHashKey: String(2n ** 127n) };
    await kinesis.client.send(new SplitShardCommand({ StreamName: name, ...half }));
    await put(name, 'shop/box#after', 1);
    const pages = await all(new Tail(kinesis.client, name).streams(Date.now(), signal));
    expect(pages.flatMap((page) => [...page.keys()]).sort()).toEqual(['shop/box#after', 'shop/box#before']);
  });

  it('leaves out what is much older', async () => {
    const name = await kinesis.newStream();
    await put(name, 'shop/box#1', 1);
    // As if the export had been made in six minutes.
    const tail = new Tail(kinesis.client, name);
    await expect(all(tail.streams(Date.now() + 6 * 60_000, signal))).rejects.toThrow(
      'must not be later than now',
    );
    expect(await all(tail.streams(Date.now() + 5 * 60_000 - 1, signal))).toEqual([new Map()]);
  });

  it('knows how far back that reaches', async () => {
    const name = await kinesis.newStream();
    const now = Date.now() + 30 * HOUR;
    const tail = new Tail(kinesis.client, name, () => now);
    expect(await tail.reachesBack(now - 23 * HOUR)).toBe(true);
    expect(await tail.reachesBack(now - 24 * HOUR)).toBe(false);
    expect(await new Tail(kinesis.client, name).reachesBack(Date.now() - HOUR)).toBe(false);
  });
});
