import { parkIn } from '../aws/park-records';
import { sqsClient } from '../aws/sqs-channel';
import type { Park } from '../eventsourcing/consuming/delivery/batch';
import type { Environment } from './environment';

const QUEUE = 'CatchUpDeadLetterQueue';

/** Where a function puts records that it cannot read; nowhere when it has not been given the queue. */
export function parking(environment: Environment, functionId: string): Park<object> | undefined {
  if (!environment.has(QUEUE)) return undefined;
  return parkIn(sqsClient(), environment.resource(QUEUE), functionId);
}
