import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { fromQueueRecord } from '../aws/commit-records';
import { projectorOf } from '../composition/projector';
import { workThrough } from '../eventsourcing/consuming/delivery/batch';

const { projector, logger } = projectorOf();

/** Queue of one aggregate type -> the read tables of everyone who follows it. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return workThrough(Records, {
    identifierOf: ({ messageId }) => messageId,
    read: fromQueueRecord,
    work: (commits) => projector.take(commits, Date.now() + 20_000),
    logger,
  });
}
