import type { FaultKind } from '../../../local/faults/fault-kinds';
import type { FaultOrder } from '../../../local/faults/faults';
import type { ServiceName } from '../../../local/services/endpoints';
import type { Failure, Hop } from './hops';
import * as stories from './stories';

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

/** Those cells of docs/failures.md that are shown with real functions and real local services. */
export const CASES: readonly FailureCase[] = [
  ...casesOf('command → log', stories.rename, {
    ...troubleOf('IamCommands', 'dynamodb', '*'),
    'transaction conflict': call('IamCommands', 'dynamodb', 'TransactWriteItems', 'transaction-conflict', 2),
  }),
  ...casesOf('log stream → adaptor → Kinesis', stories.renameSeveral, {
    ...troubleOf('DynamoKinesisAdaptor', 'kinesis', 'PutRecords'),
    'partial failure': call('DynamoKinesisAdaptor', 'kinesis', 'PutRecords', 'partial-failure', 2),
    'iterator that restarts': call('DynamoKinesisAdaptor', 'dynamodb', 'GetRecords', 'expired-iterator'),
  }),
  { hop: 'log stream → adaptor → Kinesis', failure: 'poison event', story: stories.poisonInLog, faults: [] },
  ...casesOf('Kinesis → broker → queues', stories.renameSeveral, {
    ...troubleOf('EventBroker', 'sqs', 'SendMessageBatch'),
    'partial failure': call('EventBroker', 'sqs', 'SendMessageBatch', 'partial-failure', 2),
    'iterator that restarts': call('EventBroker', 'kinesis', 'GetRecords', 'expired-iterator'),
  }),
  { hop: 'Kinesis → broker → queues', failure: 'poison event', story: stories.poisonInKinesis, faults: [] },
  {
    hop: 'Kinesis → broker → queues',
    failure: 'duplicate commits',
    story: stories.twiceInKinesis,
    faults: [],
  },
  ...casesOf('queue → projector', stories.renameSeveral, {
    ...troubleOf('IamProjector', 'dynamodb', '*'),
    'partial failure': call('IamProjector', 'sqs', 'DeleteMessageBatch', 'partial-failure', 9),
    'transaction conflict': call('IamProjector', 'dynamodb', '*', 'transaction-conflict', 2),
  }),
  { hop: 'queue → projector', failure: 'commits out of order', story: stories.newestFirst, faults: [] },
  { hop: 'queue → projector', failure: 'duplicate commits', story: stories.twiceInQueue, faults: [] },
  ...casesOf('queue → processes → commands', stories.disableRole, {
    ...troubleOf('IamProcesses', 'dynamodb', '*'),
    'partial failure': call('IamProcesses', 'sqs', 'DeleteMessageBatch', 'partial-failure', 9),
    'transaction conflict': call('IamProcesses', 'dynamodb', '*', 'transaction-conflict', 2),
  }),
  ...casesOf('doorbell → catch-up', stories.ring, {
    throttling: call('CatchUp', 'lambda', 'Invoke', 'throttling', 2),
    'answer lost': call('CatchUp', 'lambda', 'Invoke', 'answer-lost'),
    'partial failure': call('CatchUp', 'sqs', 'DeleteMessageBatch', 'partial-failure', 9),
    'killed before its side effects': kill('CatchUp', 'killed-before'),
    'killed after its side effects': kill('CatchUp', 'killed-after'),
  }),
  ...casesOf('process → provider', stories.sendCode, troubleOf('OtpProcesses', 'sns', 'Publish')),
];

export function titleOf({ hop, failure }: Pick<FailureCase, 'hop' | 'failure'>): string {
  return `${hop}: ${failure}`;
}
