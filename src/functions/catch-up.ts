import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { lambdaClient, LambdaConsumerFunctions } from '../aws/lambda-consumer-functions';
import { fromDoorbellRecord, SqsCatchUpQueue } from '../aws/sqs-catch-up-queue';
import { sqsClient } from '../aws/sqs-channel';
import { Environment } from '../composition/environment';
import { createLogger } from '../composition/logger';
import { CatchUp } from '../eventsourcing/consuming/catch-up/catch-up';

const environment = new Environment();
const nameOf = (logicalId: string): string => environment.resource(logicalId);
const queue = new SqsCatchUpQueue(
  sqsClient(),
  () => nameOf('CatchUpQueue'),
  () => nameOf('CatchUpDeadLetterQueue'),
);
const functions = new LambdaConsumerFunctions(lambdaClient(), nameOf);
const catchUp = new CatchUp(queue, functions, createLogger(), { forSeconds: environment.catchUpSeconds });

/** Queue of doorbells -> the functions whose consumers are rung. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const staying = await catchUp.answer(Records.map(fromDoorbellRecord));
  return { batchItemFailures: [...staying].map((itemIdentifier) => ({ itemIdentifier })) };
}
