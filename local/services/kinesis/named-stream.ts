import { AwsError } from '../aws-json/aws-error';
import { optionalText, type Input } from '../aws-json/input';
import type { KinesisStream } from './kinesis-stream';
import type { StreamStore } from './stream-store';

/** The name that a request gives by `StreamName`, `StreamARN` or both. */
export function streamName(input: Input): string {
  const arn = optionalText(input, 'StreamARN');
  const name = optionalText(input, 'StreamName') ?? arn?.split(':stream/')[1];
  if (name !== undefined) return name;
  throw new AwsError('InvalidArgumentException', 'Either StreamName or a valid StreamARN has to be given.');
}

export function namedStream(store: StreamStore, input: Input): KinesisStream {
  return store.get(streamName(input));
}
