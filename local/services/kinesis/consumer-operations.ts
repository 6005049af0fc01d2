import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { boundedInteger, optionalText, text, type Input } from '../aws-json/input';
import { tagMap } from '../aws-json/tags';
import type { KinesisStream } from './kinesis-stream';
import { namedStream } from './named-stream';
import { pageAfter } from '../aws-json/page';
import { consumerArn, parseConsumerArn, type StreamConsumer } from './stream-consumer';
import type { StreamStore } from './stream-store';

/** "RegisterStreamConsumer", Kinesis API reference. */
const MAX_CONSUMERS = 20;

export function consumerOperations(store: StreamStore): Operations {
  return {
    RegisterStreamConsumer: (input) => {
      const stream = namedStream(store, input);
      const name = text(input, 'ConsumerName');
      if (!/^[\w.-]{1,128}$/.test(name))
        throw new AwsError('ValidationException', `"${name}" is no ConsumerName.`);
      if (stream.consumers.has(name)) {
        throw new AwsError(
          'ResourceInUseException',
          `Consumer ${name} of stream ${stream.settings.name} already exists.`,
        );
      }
      if (stream.consumers.size >= MAX_CONSUMERS) {
        throw new AwsError('LimitExceededException', `A stream has at most ${MAX_CONSUMERS} consumers.`);
      }
      const createdAt = Date.now();
      const arn = consumerArn(stream.arn, name, createdAt);
      const consumer = { name, arn, createdAt, tags: tagMap(input) };
      stream.consumers.set(name, consumer);
      return { Consumer: describe(consumer) };
    },

    DeregisterStreamConsumer: (input) => {
      const { stream, consumer } = namedConsumer(store, input);
      stream.consumers.delete(consumer.name);
      return {};
    },

    DescribeStreamConsumer: (input) => {
      const { stream, consumer } = namedConsumer(store, input);
      return { ConsumerDescription: { ...describe(consumer), StreamARN: stream.arn } };
    },

    ListStreamConsumers: (input) => {
      const { consumers } = namedStream(store, input);
      const sorted = [...consumers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const limit = boundedInteger(input, 'MaxResults', 1, 10_000, 100);
      const page = pageAfter(sorted, ({ name }) => name, optionalText(input, 'NextToken'), limit);
      return {
        Consumers: page.items.map(describe),
        ...(page.hasMore && { NextToken: page.items.at(-1)?.name }),
      };
    },
  };
}

/** The consumer that a request names by `ConsumerARN`, or by `StreamARN` and `ConsumerName`. */
export function namedConsumer(
  store: StreamStore,
  input: Input,
): { readonly stream: KinesisStream; readonly consumer: StreamConsumer } {
  const arn = optionalText(input, 'ConsumerARN');
  const parsed = parseConsumerArn(arn ?? '');
  if (arn !== undefined && parsed === undefined) {
    throw new AwsError('InvalidArgumentException', `"${arn}" is no ConsumerARN.`);
  }
  const stream = namedStream(store, parsed === undefined ? input : { StreamARN: parsed.stream });
  const name = parsed?.name ?? text(input, 'ConsumerName');
  const consumer = stream.consumers.get(name);
  // Whoever was registered anew has another ARN.
  if (consumer !== undefined && [undefined, consumer.arn].includes(arn)) return { stream, consumer };
  throw new AwsError(
    'ResourceNotFoundException',
    `Consumer ${arn ?? name} of stream ${stream.settings.name} not found.`,
  );
}

function describe({ name, arn, createdAt }: StreamConsumer): object {
  return {
    ConsumerName: name,
    ConsumerARN: arn,
    ConsumerStatus: 'ACTIVE',
    ConsumerCreationTimestamp: createdAt / 1000,
  };
}
