import { describeRule } from './template/describe-rule';
import {
  deadLetterQueue,
  encryptedQueue,
  firstInFirstOut,
  reportsFailedMessages,
  visibleAfterTheTimeout,
  watchedQueues,
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
        'IamUserQueue needs a dead-letter queue of its own kind',
        'IamUserQueue needs a maxReceiveCount of at least 5',
      ],
    },
    {
      at: 'IamUserDeadLetterQueue.Properties.FifoQueue',
      to: false,
      faults: ['IamUserQueue needs a dead-letter queue of its own kind'],
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
      faults: ['IamUserQueue needs a VisibilityTimeout of at least 54 s for IamProjector'],
    },
    {
      at: 'IamProjector.Properties.Timeout',
      to: 10,
      faults: ['IamUserQueue', 'IamRoleQueue'].map(
        (queue) => `${queue} needs a VisibilityTimeout of at least 60 s for IamProjector`,
      ),
    },
  ]);

  describeRule('every queue is watched', watchedQueues, [
    {
      at: 'IamUserQueueLateAlarm',
      to: undefined,
      faults: ['there is no alarm on ApproximateAgeOfOldestMessage of IamUserQueue'],
    },
    {
      at: 'IamRoleDeadLetterQueueAlarm.Properties.Dimensions.0.Value',
      to: { 'Fn::GetAtt': ['IamRoleQueue', 'QueueName'] },
      faults: ['there is no alarm on ApproximateNumberOfMessagesVisible of IamRoleDeadLetterQueue'],
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
