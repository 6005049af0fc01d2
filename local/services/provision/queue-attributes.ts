import type { ProvisionedResource } from './cloud-resource';
import { isFifoQueue } from './physical-name';

/** The template's names of attributes are those of the API ("SetQueueAttributes", SQS API reference). */
const SETTABLE = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoThroughputLimit',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'VisibilityTimeout',
];

/** The attributes that a queue is given, as the strings that the API takes. */
export function queueAttributes(queue: ProvisionedResource): Record<string, string> {
  refuseForeignDeadLetterQueue(queue);
  const given = SETTABLE.filter((name) => queue.properties[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, attributeText(queue.properties[name])]));
}

function attributeText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** AWS refuses the pair; the emulator would not, and messages would lose their group. */
function refuseForeignDeadLetterQueue(queue: ProvisionedResource): void {
  const policy = queue.properties.RedrivePolicy;
  if (policy === undefined) return;
  const target = /"deadLetterTargetArn":"([^"]*)"/.exec(attributeText(policy))?.[1] ?? '';
  if (isFifoQueue(queue) === target.endsWith('.fifo')) return;
  throw new Error(
    `${queue.logicalId}: the dead-letter queue of a ${isFifoQueue(queue) ? 'FIFO' : 'standard'} queue has to be one ` +
      `as well, but RedrivePolicy names "${target}".`,
  );
}
