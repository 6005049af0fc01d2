import { describeRule } from './template/describe-rule';
import {
  deadLetterQueue,
  encryptedQueue,
  firstInFirstOut,
  reportsFailedMessages,
  visibleAfterTheTimeout,
} from './template/queue-rules';

describe('queues in template.yaml', () => {
  describeRule('first in, first out', firstInFirstOut, [
    {
      at: 'IamUserDeadLetterQueue.Properties.FifoQueue',
      to: undefined,
      faults: ['IamUserDeadLetterQueue must be a FIFO queue with high throughput per message group'],
    },
    {
      at: 'IamRoleQueue.Properties.DeduplicationScope',
      to: 'queue',
      faults: ['IamRoleQueue must be a FIFO queue with high throughput per message group'],
    },
    {
      at: 'IamRoleQueue.Properties.FifoThroughputLimit',
      to: 'perQueue',
      faults: ['IamRoleQueue must be a FIFO queue with high throughput per message group'],
    },
  ]);

  describeRule('encryption', encryptedQueue, [
    {
      at: 'IamUserQueue.Properties.SqsManagedSseEnabled',
      to: false,
      faults: ['IamUserQueue must be encrypted (SqsManagedSseEnabled)'],
    },
  ]);

  describeRule('a dead-letter queue', deadLetterQueue, [
    {
      at: 'IamUserQueue.Properties.RedrivePolicy',
      to: undefined,
      faults: [
        'IamUserQueue needs a FIFO dead-letter queue',
        'IamUserQueue needs a maxReceiveCount of at least 5',
      ],
    },
    {
      at: 'IamUserDeadLetterQueue.Properties.FifoQueue',
      to: false,
      faults: ['IamUserQueue needs a FIFO dead-letter queue'],
    },
    {
      at: 'IamRoleQueue.Properties.RedrivePolicy.maxReceiveCount',
      to: 4,
      faults: ['IamRoleQueue needs a maxReceiveCount of at least 5'],
    },
  ]);

  describeRule('a message stays hidden while it is worked on', visibleAfterTheTimeout, [
    {
      at: 'IamUserQueue.Properties.VisibilityTimeout',
      to: undefined,
      faults: ['IamUserQueue needs a VisibilityTimeout of at least 180 s for IamUserProjector'],
    },
    {
      at: 'IamRoleProjector.Properties.Timeout',
      to: 31,
      faults: ['IamRoleQueue needs a VisibilityTimeout of at least 186 s for IamRoleProjector'],
    },
  ]);

  describeRule('failed messages are reported one by one', reportsFailedMessages, [
    {
      at: 'IamUserQueueMapping.Properties.FunctionResponseTypes',
      to: [],
      faults: ['IamUserQueueMapping needs ReportBatchItemFailures'],
    },
  ]);
});
