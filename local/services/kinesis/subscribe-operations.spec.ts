import {
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  ListStreamConsumersCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
  SubscribeToShardCommand,
  type KinesisClient,
  type StartingPosition,
  type SubscribeToShardEvent,
} from '@aws-sdk/client-kinesis';
import { kinesisHttp1Client } from '../../../test/support/local/clients';
import { FIRST_SHARD, KinesisUnderTest, textOf } from '../../../test/support/local/kinesis-under-test';

describe('consumers with a throughput of their own, by the SDK', () => {
  let kinesis: KinesisUnderTest;

  beforeAll(async () => {
    kinesis = await KinesisUnderTest.start();
  });
  afterAll(() => kinesis.stop());

  const streamArn = (name: string): string => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

  async function register(StreamName: string, ConsumerName = 'fan'): Promise<string> {
    const registering = new RegisterStreamConsumerCommand({ StreamARN: streamArn(StreamName), ConsumerName });
    return (await kinesis.client.send(registering)).Consumer?.ConsumerARN ?? '';
  }

  async function* subscribed(
    ConsumerARN: string,
    Type: StartingPosition['Type'] = 'TRIM_HORIZON',
    client: KinesisClient = kinesis.client,
  ): AsyncGenerator<SubscribeToShardEvent> {
    const subscribing = new SubscribeToShardCommand({
      ConsumerARN,
      ShardId: FIRST_SHARD,
      StartingPosition: { Type },
    });
    const { EventStream } = await client.send(subscribing);
    for await (const event of EventStream ?? []) {
      if (event.SubscribeToShardEvent !== undefined) yield event.SubscribeToShardEvent;
    }
  }

  async function nextTexts(events: AsyncGenerator<SubscribeToShardEvent>): Promise<string[]> {
    const next = await events.next();
    const event = next.value as SubscribeToShardEvent | undefined;
    return event?.Records?.map(textOf) ?? [];
  }

  it('are registered, described by ARN or name, listed in pages and deregistered', async () => {
    const StreamName = await kinesis.newStream();
    const StreamARN = streamArn(StreamName);
    const arn = await register(StreamName, 'one');
    expect(arn).toMatch(new RegExp(`^${StreamARN}/consumer/one:\\d+$`));
    await register(StreamName, 'two');
    for (const named of [{ ConsumerARN: arn }, { StreamARN, ConsumerName: 'one' }]) {
      const { ConsumerDescription } = await kinesis.client.send(new DescribeStreamConsumerCommand(named));
      expect(ConsumerDescription).toMatchObject({ ConsumerName: 'one', ConsumerStatus: 'ACTIVE', StreamARN });
    }
    const first = await kinesis.client.send(new ListStreamConsumersCommand({ StreamARN, MaxResults: 1 }));
    const { NextToken } = first;
    const second = await kinesis.client.send(new ListStreamConsumersCommand({ StreamARN, NextToken }));
    expect([first, second].map(({ Consumers }) => Consumers?.map((it) => it.ConsumerName))).toEqual([
      ['one'],
      ['two'],
    ]);
    await expect(register(StreamName, 'one')).rejects.toHaveProperty('name', 'ResourceInUseException');
    await kinesis.client.send(new DeregisterStreamConsumerCommand({ ConsumerARN: arn }));
    await expect(
      kinesis.client.send(new DescribeStreamConsumerCommand({ ConsumerARN: arn })),
    ).rejects.toHaveProperty('name', 'ResourceNotFoundException');
  });

  it.each(['HTTP/2', 'HTTP/1.1'])('get what is there, and what comes, by %s', async (protocol) => {
    const client = protocol === 'HTTP/2' ? kinesis.client : kinesisHttp1Client(kinesis.service.endpoint);
    const StreamName = await kinesis.newStream();
    await kinesis.put(StreamName, 'there');
    const events = subscribed(await register(StreamName), 'TRIM_HORIZON', client);
    expect(await nextTexts(events)).toEqual(['there']);
    const waiting = nextTexts(events);
    await kinesis.put(StreamName, 'comes');
    expect(await waiting).toEqual(['comes']);
    await events.return(undefined);
  });

  it('begin where they are told to, with an event at once', async () => {
    const StreamName = await kinesis.newStream();
    const last = await kinesis.put(StreamName, 'old');
    const events = subscribed(await register(StreamName), 'LATEST');
    const first = (await events.next()).value as SubscribeToShardEvent;
    expect(first).toMatchObject({ Records: [], MillisBehindLatest: 0, ContinuationSequenceNumber: last });
    const waiting = nextTexts(events);
    await kinesis.put(StreamName, 'new');
    expect(await waiting).toEqual(['new']);
    await events.return(undefined);
  });

  it('end with a shard that is split, and name what follows it', async () => {
    const StreamName = await kinesis.newStream();
    const events = subscribed(await register(StreamName));
    await events.next();
    const waiting = events.next();
    await kinesis.client.send(
      new SplitShardCommand({ StreamName, ShardToSplit: FIRST_SHARD, NewStartingHashKey: '5' }),
    );
    const last = (await waiting).value as SubscribeToShardEvent;
    expect(last.ContinuationSequenceNumber).toBeUndefined();
    expect(last.ChildShards?.map(({ ShardId }) => ShardId)).toEqual([
      'shardId-000000000001',
      'shardId-000000000002',
    ]);
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('subscribe to a shard once at a time, and only when they are registered', async () => {
    const StreamName = await kinesis.newStream();
    const arn = await register(StreamName);
    const events = subscribed(arn);
    await events.next();
    await expect(subscribed(arn).next()).rejects.toHaveProperty('name', 'ResourceInUseException');
    await events.return(undefined);
    await expect(subscribed(`${arn}9`).next()).rejects.toHaveProperty('name', 'ResourceNotFoundException');
    await expect(subscribed('arn:nonsense').next()).rejects.toHaveProperty(
      'name',
      'InvalidArgumentException',
    );
  });
});
