import type { Functions } from '../lambda/create-functions';
import { functionReference } from '../lambda/function-reference';
import type { RuntimeLog } from '../runtime-log';
import type { EventCarrier } from '../services/eventbridge/delivery';
import type { Endpoints } from '../services/endpoints';
import { AwsClient, sqsService } from '../wire/aws-client';

/** What exists only after EventBridge has been started. */
export interface EventTargets {
  readonly functions: Functions;
  readonly endpoints: Endpoints;
}

/** Carries events of EventBridge rules to functions and queues. */
export function eventCarrier(targets: () => EventTargets | undefined, log: RuntimeLog): EventCarrier {
  const never = new AbortController().signal;
  const sendTo = async (
    arn: string,
    target: { messageGroupId?: string | undefined },
    event: unknown,
  ): Promise<void> => {
    const { endpoints } = existing(targets());
    const client = new AwsClient(endpoints.sqs, sqsService);
    const QueueName = arn.slice(arn.lastIndexOf(':') + 1);
    const { QueueUrl } = (await client.call('GetQueueUrl', { QueueName }, never)) as { QueueUrl: string };
    const MessageBody = JSON.stringify(event);
    await client.call('SendMessage', { QueueUrl, MessageBody, MessageGroupId: target.messageGroupId }, never);
    client.close();
  };
  return {
    async deliver(targetArn, event, target) {
      const service = targetArn.split(':')[2];
      if (service === 'sqs') return sendTo(targetArn, target, event);
      const { functions } = existing(targets());
      const definitions = [...functions.values()].map(({ definition }) => definition);
      const called = functions.get(functionReference(targetArn, definitions)?.functionId ?? '');
      if (called === undefined) throw new Error(`${targetArn} is no function or queue on this machine`);
      const outcome = await called.invoke(JSON.stringify(event));
      if (!outcome.ok) throw new Error(`${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    },
    undeliverable({ target, event, error, attempts }) {
      log.write(
        'warn',
        `an event for ${target.arn} is given up after ${attempts} attempts: ${String(error)}`,
      );
      if (target.deadLetterArn === undefined) return;
      sendTo(target.deadLetterArn, {}, event).catch((cause: unknown) => {
        log.write(
          'error',
          `its dead-letter queue ${target.deadLetterArn ?? ''} does not take it: ${String(cause)}`,
        );
      });
    },
  };
}

function existing(targets: EventTargets | undefined): EventTargets {
  if (targets === undefined) throw new Error('the functions are not there yet');
  return targets;
}
