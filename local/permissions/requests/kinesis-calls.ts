import { localArn } from '../../services/local-account';
import { decodeIterator } from '../../services/kinesis/shard-iterator';
import type { AwsCall } from '../statement';

/** What a request to Kinesis asks for; an action on no stream in particular needs `*`. */
export function kinesisCalls(operation: string, request: Readonly<Record<string, unknown>>): AwsCall[] {
  const stream = streamName(request);
  const named = [request.ConsumerARN, request.ResourceARN].find((arn) => typeof arn === 'string');
  const resource = named ?? (stream === undefined ? '*' : localArn('kinesis', `stream/${stream}`));
  return [{ action: `kinesis:${operation}`, resources: [resource], conditionKeys: {} }];
}

function streamName({
  StreamName,
  StreamARN,
  ShardIterator,
}: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof StreamName === 'string') return StreamName;
  if (typeof StreamARN === 'string') return StreamARN.split(':stream/')[1];
  return typeof ShardIterator === 'string' ? decodeIterator(ShardIterator).stream : undefined;
}
