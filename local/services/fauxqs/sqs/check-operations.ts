import { AwsError } from '../../aws-json/aws-error';
import type { Input } from '../../aws-json/input';
import type { LocalQueues, SqsQueue } from './queues';
import { sqsText } from './sqs-input';
import type { SqsOperations } from './sqs-operation';

/** "PurgeQueue", SQS API reference. */
const PURGE_PAUSE = 60_000;

const HANDLE = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * What SQS refuses and fauxqs takes. A receipt handle that was once given is taken for ever, as on AWS; one that
 * cannot have been given is not.
 *
 * @param now milliseconds since the epoch
 */
export function checkOperations(queues: LocalQueues, now: () => number = Date.now): SqsOperations {
  const purged = new WeakMap<SqsQueue, number>();
  return {
    PurgeQueue: (input) => {
      const queue = queues.named(input);
      if (now() - (purged.get(queue) ?? -Infinity) < PURGE_PAUSE) {
        throw new AwsError(
          'PurgeQueueInProgress',
          `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        );
      }
      purged.set(queue, now());
      return undefined;
    },

    DeleteMessage: (input) => withHandle(queues, input),
    ChangeMessageVisibility: (input) => withHandle(queues, input),
  };
}

/** @returns whether fauxqs may have given it */
export function isHandle(handle: string): boolean {
  return HANDLE.test(handle);
}

function withHandle(queues: LocalQueues, input: Input): object | undefined {
  queues.named(input);
  const handle = sqsText(input, 'ReceiptHandle');
  if (!isHandle(handle)) throw junk(handle);
  return undefined;
}

export function junk(handle: string): AwsError {
  return new AwsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );
}
