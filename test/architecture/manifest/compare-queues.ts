import {
  MAPPING,
  partAt,
  QUEUE,
  refAt,
  resourcesOf,
  type TemplateDocument,
} from '../template/template-document';
import type { FunctionPlan } from './function-plan';

/** Queues, and the mappings that feed the projectors from them. */
export function compareQueues(plans: readonly FunctionPlan[], template: TemplateDocument): string[] {
  const fed = plans.flatMap(({ id, queue }) => (queue === undefined ? [] : [{ id, queue }]));
  const queues = resourcesOf(template, QUEUE);
  const targets = queues.map(
    ({ properties }) => partAt(properties, 'RedrivePolicy', 'deadLetterTargetArn')?.id,
  );
  const polled = resourcesOf(template, MAPPING).map(
    ({ properties }) =>
      `${partAt(properties, 'EventSourceArn')?.id ?? ''} ${refAt(properties, 'FunctionName') ?? ''}`,
  );
  return [
    ...fed
      .filter(({ queue }) => !queues.some(({ id }) => id === queue))
      .map(({ id, queue }) => `lacks the queue ${queue}, which feeds ${id}`),
    ...fed
      .filter(({ id, queue }) => !polled.includes(`${queue} ${id}`))
      .map(({ id, queue }) => `lacks a mapping from ${queue} to ${id}`),
    ...queues
      .filter(({ id }) => !targets.includes(id) && !fed.some(({ queue }) => queue === id))
      .map(({ id }) => `has the queue ${id}, whose aggregate no projection follows`),
  ];
}
