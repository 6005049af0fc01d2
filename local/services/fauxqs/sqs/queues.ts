// Not what the package offers, but the very classes of its SQS, which lacks some of what SQS does.
import { SqsStore, type SqsQueue } from '../../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import {
  ALL_ATTRIBUTE_NAMES,
  SETTABLE_ATTRIBUTES,
  type SqsMessage,
} from '../../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
import { AwsError } from '../../aws-json/aws-error';
import { isInput, type Input } from '../../aws-json/input';
import { sqsText } from './sqs-input';

export type { SqsMessage, SqsQueue };

/** Attributes that queues have on AWS and that fauxqs does not know, or takes only when a queue is created. */
const MORE_ATTRIBUTES = [
  'DeduplicationScope',
  'FifoThroughputLimit',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
];

/** The queues of fauxqs, which remember from where a dead letter came. */
export class LocalQueues extends SqsStore {
  private readonly sources = new WeakMap<SqsMessage, string>();

  constructor() {
    super();
    for (const name of MORE_ATTRIBUTES) {
      (SETTABLE_ATTRIBUTES as Set<string>).add(name);
      const known: string[] = ALL_ATTRIBUTE_NAMES;
      if (!known.includes(name)) known.push(name);
    }
  }

  override createQueue(...settings: Parameters<SqsStore['createQueue']>): SqsQueue {
    const queue = super.createQueue(...settings);
    const dequeue = queue.dequeue.bind(queue);
    queue.dequeue = (count, visibility, deadLetterQueue) =>
      dequeue(count, visibility, (arn) => {
        const target = deadLetterQueue?.(arn);
        return target && this.remembering(target, queue.arn);
      });
    return queue;
  }

  /** ARN of the queue that gave a message up; undefined for one that was sent. */
  sourceOf(message: SqsMessage): string | undefined {
    return this.sources.get(message);
  }

  /** The queue that a request names by `QueueUrl`. */
  named(input: Input): SqsQueue {
    const queue = this.getQueue(sqsText(input, 'QueueUrl'));
    if (queue !== undefined) return queue;
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }

  /** The queues whose dead letters go to that ARN. */
  sendingDeadLettersTo(arn: string): SqsQueue[] {
    return this.listQueues().filter((queue) => deadLetterTarget(queue) === arn);
  }

  private remembering(queue: SqsQueue, source: string): SqsQueue {
    const enqueue = (message: SqsMessage): void => {
      this.sources.set(message, source);
      queue.enqueue(message);
    };
    return Object.create(queue, { enqueue: { value: enqueue } }) as SqsQueue;
  }
}

function deadLetterTarget({ attributes }: SqsQueue): string | undefined {
  try {
    const policy: unknown = JSON.parse(attributes.RedrivePolicy ?? '');
    const target = isInput(policy) ? policy.deadLetterTargetArn : undefined;
    return typeof target === 'string' ? target : undefined;
  } catch {
    return undefined; // no policy, or one that fauxqs does not heed either
  }
}
