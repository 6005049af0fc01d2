import { AwsError } from '../../aws-json/aws-error';
import { optionalText, type Input } from '../../aws-json/input';
import { MoveTask } from './move-task';
import type { LocalQueues, SqsQueue } from './queues';
import { sqsInteger, sqsText } from './sqs-input';
import type { SqsOperations } from './sqs-operation';

/** "StartMessageMoveTask", SQS API reference. */
const MAX_PER_SECOND = 500;
const MAX_LISTED = 10;

/** The redrive of the console: dead letters go back to where they came from. */
export function moveOperations(queues: LocalQueues): SqsOperations {
  /** Newest first. */
  let tasks: readonly MoveTask[] = [];
  const existing = (input: Input, member: string): SqsQueue => {
    const queue = queues.getQueueByArn(sqsText(input, member));
    if (queue !== undefined) return queue;
    throw new AwsError(
      'ResourceNotFoundException',
      `The resource that you specified for the ${member} parameter doesn't exist.`,
    );
  };
  return {
    StartMessageMoveTask: (input) => {
      const source = existing(input, 'SourceArn');
      if (queues.sendingDeadLettersTo(source.arn).length === 0) {
        throw invalid('Source queue must be configured as a Dead Letter Queue.');
      }
      const hasDestination = optionalText(input, 'DestinationArn') !== undefined;
      const destination = hasDestination ? existing(input, 'DestinationArn') : undefined;
      if (destination === source) throw invalid('Source and destination queues cannot be the same.');
      if (destination !== undefined && destination.isFifo() !== source.isFifo()) {
        throw invalid('Source and destination queues must be of the same type, FIFO or standard.');
      }
      if (tasks.some((task) => task.source === source && task.status === 'RUNNING')) {
        throw invalid(
          'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
        );
      }
      const perSecond = sqsInteger(input, 'MaxNumberOfMessagesPerSecond', 1, MAX_PER_SECOND);
      const task = new MoveTask(queues, source, destination, perSecond);
      const older = tasks.filter((it) => it.source === source).slice(0, MAX_LISTED - 1);
      tasks = [task, ...older, ...tasks.filter((it) => it.source !== source)];
      return { TaskHandle: task.handle };
    },

    CancelMessageMoveTask: (input) => {
      const handle = sqsText(input, 'TaskHandle');
      const task = tasks.find((it) => it.handle === handle);
      if (task === undefined) throw new AwsError('ResourceNotFoundException', 'Task does not exist.');
      if (task.status !== 'RUNNING') throw invalid('Only active tasks can be cancelled.');
      task.cancel();
      return { ApproximateNumberOfMessagesMoved: task.moved };
    },

    ListMessageMoveTasks: (input) => {
      const source = existing(input, 'SourceArn');
      const limit = sqsInteger(input, 'MaxResults', 1, MAX_LISTED) ?? 1;
      return {
        Results: tasks
          .filter((task) => task.source === source)
          .slice(0, limit)
          .map(describe),
      };
    },
  };
}

function describe(task: MoveTask): object {
  return {
    // Only what still runs can be cancelled by it.
    TaskHandle: task.status === 'RUNNING' ? task.handle : undefined,
    Status: task.status,
    SourceArn: task.source.arn,
    DestinationArn: task.destination?.arn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failure,
    StartedTimestamp: task.startedAt,
  };
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
