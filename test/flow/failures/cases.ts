import type { FaultKind } from '../../../local/faults/fault-kinds';
import type { FaultOrder } from '../../../local/faults/faults';
import type { ServiceName } from '../../../local/services/endpoints';
import type { Failure, Hop } from './hops';
import * as stories from './stories';
import * as written from './stories-by-hand';

export interface FailureCase {
  readonly hop: Hop;
  readonly failure: Failure;
  readonly story: stories.Story;
  /** What goes wrong in the course of the story. */
  readonly faults: readonly FaultOrder[];
}

/** Strikes that the SDK's own three attempts do not outlast. */
const LASTING = 4;

type Calls = Partial<Record<Failure, FaultOrder>>;

function call(
  functionId: string,
  service: ServiceName,
  operation: string,
  kind: FaultKind,
  times = 1,
): FaultOrder {
  return { service, operation, function: functionId, kind, rate: 1, times, seed: 1 };
}

function kill(functionId: string, kind: FaultKind): FaultOrder {
  return { service: 'lambda', operation: functionId, kind, rate: 1, times: 1, seed: 1 };
}

/** What can happen at the calls by which a function does its work, and to its process. */
function troubleOf(functionId: string, service: ServiceName, operation: string, more: Calls = {}): Calls {
  return {
    throttling: call(functionId, service, operation, 'throttling', LASTING),
    'time-out in mid-batch': call(functionId, service, operation, 'time-out'),
    'answer lost': call(functionId, service, operation, 'answer-lost'),
    'killed before its side effects': kill(functionId, 'killed-before'),
    'killed after its side effects': kill(functionId, 'killed-after'),
    ...more,
  };
}

function casesOf(hop: Hop, story: stories.Story, calls: Calls): FailureCase[] {
  return Object.entries(calls).map(([failure, fault]) => ({
    hop,
    failure: failure as Failure,
    story,
    faults: [fault],
  }));
}

/** What happens by what is written, and not by a fault. */
function plain(hop: Hop, failure: Failure, story: stories.Story): FailureCase {
  return { hop, failure, story, faults: [] };
}

/** Those cells of docs/failures.md that are shown with real functions and real local services. */
export const CASES: readonly FailureCase[] = [
  ...casesOf('command → log', stories.rename, {
    ...troubleOf('IamCommands', 'dynamodb', '*'),
    'transaction conflict': call('IamCommands', 'dynamodb', 'TransactWriteItems', 'transaction-conflict', 2),
  }),
  plain('command → log', 'event type nobody knows', written.unknownToCommand),
  plain('command → log', 'commits out of order', stories.rivals),
  plain('command → log', 'duplicate commits', stories.renameTwice),
  ...casesOf('log stream → adaptor → Kinesis', stories.renameSeveral, {
    ...troubleOf('DynamoKinesisAdaptor', 'kinesis', 'PutRecords'),
    'partial failure': call('DynamoKinesisAdaptor', 'kinesis', 'PutRecords', 'partial-failure', 2),
    'iterator that restarts': call('DynamoKinesisAdaptor', 'dynamodb', 'GetRecords', 'expired-iterator'),
  }),
  {
    hop: 'log stream → adaptor → Kinesis',
    failure: 'duplicate commits',
    story: stories.renameSeveral,
    faults: [
      call('DynamoKinesisAdaptor', 'kinesis', 'PutRecords', 'answer-lost'),
      kill('DynamoKinesisAdaptor', 'killed-after'),
    ],
  },
  plain('log stream → adaptor → Kinesis', 'poison event', written.poisonInLog),
  plain('log stream → adaptor → Kinesis', 'event type nobody knows', written.stranger),
  ...casesOf('Kinesis → broker → queues', stories.renameSeveral, {
    ...troubleOf('EventBroker', 'sqs', 'SendMessageBatch'),
    'partial failure': call('EventBroker', 'sqs', 'SendMessageBatch', 'partial-failure', 2),
    'iterator that restarts': call('EventBroker', 'kinesis', 'GetRecords', 'expired-iterator'),
  }),
  plain('Kinesis → broker → queues', 'poison event', written.poisonInKinesis),
  plain('Kinesis → broker → queues', 'event type nobody knows', written.stranger),
  plain('Kinesis → broker → queues', 'commits out of order', written.newestFirstInKinesis),
  plain('Kinesis → broker → queues', 'duplicate commits', written.twiceInKinesis),
  plain('Kinesis → broker → queues', 'oversized batch', written.manyInKinesis),
  ...casesOf('queue → projector', stories.renameSeveral, {
    ...troubleOf('IamProjector', 'dynamodb', '*'),
    'partial failure': call('IamProjector', 'sqs', 'DeleteMessageBatch', 'partial-failure', 9),
    'transaction conflict': call('IamProjector', 'dynamodb', '*', 'transaction-conflict', 2),
  }),
  plain('queue → projector', 'event type nobody knows', written.unknownToProjector),
  plain('queue → projector', 'commits out of order', written.newestFirst),
  plain('queue → projector', 'duplicate commits', written.twiceInQueue),
  ...casesOf('queue → processes → commands', stories.disableRole, {
    ...troubleOf('IamProcesses', 'dynamodb', '*'),
    'partial failure': call('IamProcesses', 'sqs', 'DeleteMessageBatch', 'partial-failure', 9),
    'transaction conflict': call('IamProcesses', 'dynamodb', '*', 'transaction-conflict', 2),
  }),
  plain('queue → processes → commands', 'duplicate commits', stories.disableRoleTwice),
  ...casesOf('doorbell → catch-up', stories.ring, {
    throttling: call('CatchUp', 'lambda', 'Invoke', 'throttling', 2),
    'answer lost': call('CatchUp', 'lambda', 'Invoke', 'answer-lost'),
    'partial failure': call('CatchUp', 'sqs', 'DeleteMessageBatch', 'partial-failure', 9),
    'killed before its side effects': kill('CatchUp', 'killed-before'),
    'killed after its side effects': kill('CatchUp', 'killed-after'),
  }),
  plain('doorbell → catch-up', 'duplicate commits', stories.ringTwice),
  ...casesOf('process → provider', stories.sendCode, troubleOf('OtpProcesses', 'sns', 'Publish')),
  plain('process → provider', 'duplicate commits', stories.sendCodeTwice),
];

export function titleOf({ hop, failure }: Pick<FailureCase, 'hop' | 'failure'>): string {
  return `${hop}: ${failure}`;
}
