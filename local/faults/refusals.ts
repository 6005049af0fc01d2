import { randomUUID } from 'node:crypto';
import { queryError, xmlText } from '../services/aws-query/query-answer';
import type { ServiceName } from '../services/endpoints';
import { isJsonObject } from '../template/json';
import type { CallFault } from './fault-kinds';
import type { ServiceAnswer, ServiceCall } from './service-call';

/** An error as its service names it. */
interface Refusal {
  readonly type: string;
  readonly status: number;
  readonly message: string;
  /** Other members of the error. */
  readonly more?: object;
}

type Refusals = Readonly<Record<'throttling' | 'internal-error', Refusal>>;

/** Source: the errors of each service's API reference, and of its common errors. */
const REFUSALS: Readonly<Record<ServiceName, Refusals>> = {
  dynamodb: pair(
    [
      'ProvisionedThroughputExceededException',
      400,
      'The level of configured provisioned throughput for the table was exceeded.',
    ],
    ['InternalServerError', 500],
  ),
  sqs: pair(['RequestThrottled', 400], ['InternalFailure', 500]),
  s3: pair(['SlowDown', 503, 'Please reduce your request rate.'], ['InternalError', 500]),
  kinesis: pair(
    ['ProvisionedThroughputExceededException', 400, 'Rate exceeded for shard shardId-000000000000.'],
    ['InternalFailure', 500],
  ),
  eventbridge: pair(['ThrottlingException', 400], ['InternalException', 500]),
  lambda: pair(['TooManyRequestsException', 429, 'Rate Exceeded.'], ['ServiceException', 500]),
  secretsmanager: pair(['ThrottlingException', 400], ['InternalServiceError', 500]),
  ses: pair(['TooManyRequestsException', 429], ['InternalServiceErrorException', 500]),
  sns: pair(['ThrottlingException', 400], ['InternalError', 500]),
  scheduler: pair(['ThrottlingException', 429], ['InternalServerException', 500]),
};

type Words = readonly [type: string, status: number, message?: string];

function pair([slow, slowStatus, tooFast = 'Rate exceeded']: Words, [broken, status]: Words): Refusals {
  return {
    throttling: { type: slow, status: slowStatus, message: tooFast },
    'internal-error': { type: broken, status, message: 'The request processing has failed.' },
  };
}

/** What a service answers when it does nothing of what it was asked for. */
export function refusal(
  kind: Exclude<CallFault, 'connection-reset' | 'answer-lost' | 'time-out' | 'partial-failure'>,
  call: ServiceCall,
): ServiceAnswer {
  return inProtocol(call, refusalOf(kind, call));
}

function refusalOf(kind: Parameters<typeof refusal>[0], call: ServiceCall): Refusal {
  const { service, operation } = call;
  switch (kind) {
    case 'expired-iterator':
      return { type: 'ExpiredIteratorException', status: 400, message: 'The shard iterator has expired.' };
    case 'transaction-conflict':
      return operation.startsWith('Transact')
        ? cancelled(call, 'TransactionConflict', 'Transaction is ongoing for the item')
        : {
            type: 'TransactionConflictException',
            status: 400,
            message: 'Transaction is ongoing for the item',
          };
    case 'throttling':
      // "TransactWriteItems", DynamoDB API reference: what its items meet is told as reasons.
      if (operation.startsWith('Transact')) return cancelled(call, 'ThrottlingError', 'Throughput exceeded');
      if (service === 'dynamodb' && operation === 'GetRecords')
        return { type: 'LimitExceededException', status: 400, message: 'Too many readers of the shard.' };
      return REFUSALS[service].throttling;
    case 'internal-error':
      return REFUSALS[service][kind];
  }
}

/** The first item is the one that it is about, as with most transactions that meet. */
function cancelled({ body }: ServiceCall, Code: string, Message: string): Refusal {
  const input: unknown = JSON.parse(body.toString('utf8'));
  const items = isJsonObject(input) && Array.isArray(input.TransactItems) ? input.TransactItems : [];
  const CancellationReasons = items.map((_, index) => (index === 0 ? { Code, Message } : { Code: 'None' }));
  const codes = CancellationReasons.map((reason) => reason.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return { type: 'TransactionCanceledException', status: 400, message, more: { CancellationReasons } };
}

const NAMESPACES: Partial<Record<ServiceName, string>> = {
  dynamodb: 'com.amazonaws.dynamodb.v20120810#',
  sqs: 'com.amazonaws.sqs#',
};

function inProtocol({ service }: ServiceCall, { type, status, message, more }: Refusal): ServiceAnswer {
  switch (service) {
    case 's3':
      return {
        status,
        headers: { 'content-type': 'application/xml' },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${type}</Code><Message>${xmlText(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
      };
    case 'sns':
      return {
        status,
        headers: { 'content-type': 'text/xml' },
        body: queryError({ type, status, message }),
      };
    case 'lambda':
    case 'scheduler':
    case 'ses':
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
        body: JSON.stringify({ message, Message: message }),
      };
    case 'dynamodb':
    case 'eventbridge':
    case 'kinesis':
    case 'secretsmanager':
    case 'sqs':
      return {
        status,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ __type: `${NAMESPACES[service] ?? ''}${type}`, message, ...more }),
      };
  }
}
