import { randomUUID } from 'node:crypto';
import type { FunctionError } from '../../lambda/function-error';
import type { Discard } from './batch';

export interface FailureSource {
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly batchInfo: 'DDBStreamBatchInfo' | 'KinesisBatchInfo';
  /** Of the last invocation. */
  readonly requestId: string;
  /** undefined when the function succeeded but reported failures, or was never invoked */
  readonly error: FunctionError | undefined;
}

/**
 * What a failure destination is told about a batch that is given up.
 * Sources: "Retain discarded records for a Kinesis / DynamoDB event source in Lambda".
 */
export function failureRecord(
  { batch, reason }: Discard,
  source: FailureSource,
  now: number,
): Record<string, unknown> {
  const first = batch.records[0];
  const last = batch.records.at(-1);
  return {
    requestContext: {
      requestId: source.requestId,
      functionArn: source.functionArn,
      condition: reason,
      approximateInvokeCount: batch.invocations,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: source.error === undefined ? null : 'Unhandled',
    },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    [source.batchInfo]: {
      shardId: source.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: isoSeconds(first?.arrival),
      approximateArrivalOfLastRecord: isoSeconds(last?.arrival),
      batchSize: batch.records.length,
      streamArn: source.streamArn,
    },
  };
}

/** `aws/lambda/<ESM-UUID>/<shardID>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>` */
export function failureObjectKey(mappingUuid: string, shardId: string, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19);
  const date = time.slice(0, 10).replaceAll('-', '/');
  return `aws/lambda/${mappingUuid}/${shardId}/${date}/${time.replaceAll(':', '.')}-${randomUUID()}`;
}

function isoSeconds(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
