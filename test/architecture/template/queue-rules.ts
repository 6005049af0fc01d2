import { jsonText } from '../../../local/template/json';
import { functionTimeoutSeconds } from './function-rules';
import {
  listAt,
  MAPPING,
  partAt,
  QUEUE,
  refAt,
  resource,
  resourcesOf,
  valueAt,
  type DeclaredResource,
  type TemplateDocument,
  type TemplateRule,
} from '../../../scripts/wiring/template-document';

/** Lambda's guide for queues it polls; less, and a message comes back while it is worked on. */
const VISIBILITY_PER_TIMEOUT = 6;
/** Fewer, and throttling alone sends messages to the dead-letter queue. */
const FEWEST_RECEIVES = 5;

/** Doorbells of one consumer and stream each, and scheduled commands that could not be sent: they may come in any order. */
const IN_ANY_ORDER = ['CatchUpQueue', 'CatchUpDeadLetterQueue', 'ScheduleDeadLetterQueue'];

export const firstInFirstOut: TemplateRule = (template) =>
  resourcesOf(template, QUEUE)
    .filter(({ id }) => !IN_ANY_ORDER.includes(id))
    .filter(
      ({ properties }) =>
        properties.FifoQueue !== true ||
        properties.DeduplicationScope !== 'messageGroup' ||
        properties.FifoThroughputLimit !== 'perMessageGroupId',
    )
    .map(({ id }) => `${id} must be a FIFO queue with high throughput per message group`);

export const encryptedQueue: TemplateRule = (template) =>
  resourcesOf(template, QUEUE)
    .filter(({ properties }) => properties.SqsManagedSseEnabled !== true)
    .map(({ id }) => `${id} must be encrypted (SqsManagedSseEnabled)`);

export const deadLetterQueue: TemplateRule = (template) =>
  polledQueues(template).flatMap(({ queue }) => {
    const target = partAt(queue.properties, 'RedrivePolicy', 'deadLetterTargetArn')?.id;
    const receives = Number(valueAt(queue.properties, 'RedrivePolicy', 'maxReceiveCount'));
    return [
      ...(target !== undefined &&
      resource(template, QUEUE, target)?.properties.FifoQueue === queue.properties.FifoQueue
        ? []
        : [`${queue.id} needs a dead-letter queue of its own kind`]),
      ...(receives >= FEWEST_RECEIVES
        ? []
        : [`${queue.id} needs a maxReceiveCount of at least ${FEWEST_RECEIVES}`]),
    ];
  });

export const visibleAfterTheTimeout: TemplateRule = (template) =>
  polledQueues(template).flatMap(({ queue, mapping }) => {
    const functionId = refAt(mapping.properties, 'FunctionName');
    const least = VISIBILITY_PER_TIMEOUT * functionTimeoutSeconds(template, functionId);
    return Number(queue.properties.VisibilityTimeout) >= least
      ? []
      : [`${queue.id} needs a VisibilityTimeout of at least ${least} s for ${functionId ?? 'its function'}`];
  });

export const reportsFailedMessages: TemplateRule = (template) =>
  polledQueues(template)
    .filter(
      ({ mapping }) =>
        !listAt(mapping.properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
    )
    .map(({ mapping }) => `${mapping.id} needs ReportBatchItemFailures`);

/** Nothing waits or is given up unseen. */
export const watchedQueues: TemplateRule = (template) => {
  const watched = resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap(({ properties }) =>
    listAt(properties, 'Dimensions').map(
      (dimension) => `${jsonText(properties.MetricName ?? '')} ${partAt(dimension, 'Value')?.id ?? ''}`,
    ),
  );
  return resourcesOf(template, QUEUE)
    .map(({ id }) =>
      id.endsWith('DeadLetterQueue')
        ? `ApproximateNumberOfMessagesVisible ${id}`
        : `ApproximateAgeOfOldestMessage ${id}`,
    )
    .filter((alarm) => !watched.includes(alarm))
    .map((alarm) => `there is no alarm on ${alarm.replace(' ', ' of ')}`);
};

function polledQueues(template: TemplateDocument): { queue: DeclaredResource; mapping: DeclaredResource }[] {
  return resourcesOf(template, MAPPING).flatMap((mapping) => {
    const queue = resource(template, QUEUE, partAt(mapping.properties, 'EventSourceArn')?.id);
    return queue === undefined ? [] : [{ queue, mapping }];
  });
}
