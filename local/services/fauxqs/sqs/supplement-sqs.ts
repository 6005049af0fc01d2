import { AwsError } from '../../aws-json/aws-error';
import { inputFrom, isInput } from '../../aws-json/input';
import { unknownOperation } from '../../aws-json/unknown-operation';
import type { FauxqsApp, FauxqsReply, FauxqsRequest } from '../fauxqs-app';
import { amendments } from './amendments';
import { checkOperations } from './check-operations';
import { listOperations } from './list-operations';
import { moveOperations } from './move-operations';
import { permissionOperations } from './permission-operations';
import type { LocalQueues } from './queues';
import type { SqsOperations } from './sqs-operation';

/** What fauxqs answers by itself. */
export const FAUXQS_OPERATIONS = [
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'CreateQueue',
  'DeleteMessage',
  'DeleteMessageBatch',
  'DeleteQueue',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListQueueTags',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
  'SendMessageBatch',
  'SetQueueAttributes',
  'TagQueue',
  'UntagQueue',
];

export const SQS_CONTENT_TYPE = 'application/x-amz-json-1.0';

/** What is answered here, wholly or before fauxqs does. */
export function supplementedOperations(queues: LocalQueues): SqsOperations {
  return {
    ...listOperations(queues),
    ...moveOperations(queues),
    ...permissionOperations(queues),
    ...checkOperations(queues),
  };
}

/** Answers to SQS in place of fauxqs, or after it. */
export function supplementSqs(
  app: FauxqsApp,
  queues: LocalQueues,
  withUrls: (answer: object) => unknown,
): void {
  const operations = supplementedOperations(queues);
  const amended = amendments(queues);

  app.addHook('preHandler', (request, reply, done) => {
    const name = sqsOperation(request);
    if (name === undefined) {
      done();
      return;
    }
    try {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (operation === undefined && !FAUXQS_OPERATIONS.includes(name)) {
        throw new AwsError('UnknownOperationException', unknownOperation('SQS', name));
      }
      const answer = operation?.(inputFrom(request.body));
      if (answer === undefined) done();
      else reply.type(SQS_CONTENT_TYPE).send(JSON.stringify(withUrls(answer)));
    } catch (error) {
      if (error instanceof AwsError) refuse(reply, error);
      else done(error instanceof Error ? error : new Error(String(error)));
    }
  });

  app.addHook('preSerialization', (request, _reply, payload, done) => {
    const name = sqsOperation(request) ?? '';
    const amend = Object.hasOwn(amended, name) ? amended[name] : undefined;
    done(null, amend !== undefined && isInput(payload) ? amend(inputFrom(request.body), payload) : payload);
  });
}

/** @returns undefined for a request that is not to SQS */
function sqsOperation({ headers }: FauxqsRequest): string | undefined {
  if (headers['content-type'] !== SQS_CONTENT_TYPE) return undefined;
  return String(headers['x-amz-target'] ?? '').replace('AmazonSQS.', '');
}

/** Clients of the older query protocol know some errors by other names ("Error codes", SQS API reference). */
const OLDER_NAMES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
};

function refuse(reply: FauxqsReply, { type, message, status }: AwsError): void {
  reply
    .code(status)
    .header('x-amzn-query-error', `${OLDER_NAMES[type] ?? type};Sender`)
    .type(SQS_CONTENT_TYPE)
    .send(JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message }));
}
