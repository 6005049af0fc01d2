import type { StartingPosition } from './stream/stream-source';

interface MappingBase {
  readonly logicalId: string;
  /** UUID of the mapping, part of the keys of failure records. */
  readonly uuid: string;
  /** Logical id of the function. */
  readonly functionId: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  /** Milliseconds to wait for a full batch. */
  readonly batchingWindow: number;
  readonly reportsFailures: boolean;
}

/** A mapping of a DynamoDB or Kinesis stream. Durations in milliseconds, Infinity for ever. */
export interface StreamMappingDefinition extends MappingBase {
  readonly kind: 'dynamodb' | 'kinesis';
  readonly startingPosition: StartingPosition;
  readonly bisect: boolean;
  readonly maximumRetryAttempts: number;
  readonly maximumRecordAge: number;
  /** ARN of the queue or bucket that gets what is given up. */
  readonly failureDestination: string | undefined;
}

export interface QueueMappingDefinition extends MappingBase {
  readonly kind: 'sqs';
  /** undefined without a limit */
  readonly maximumConcurrency: number | undefined;
}

export type MappingDefinition = StreamMappingDefinition | QueueMappingDefinition;
