import { randomUUID } from 'node:crypto';
import { LocalQueues, type SqsMessage, type SqsQueue } from './queues';

export type MoveStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

/** Messages moved before others get a turn, when nothing limits them. */
const BATCH = 100;

/** Moves what is visible in a dead-letter queue back to where it came from, or to one queue. */
export class MoveTask {
  readonly handle: string;
  readonly startedAt = Date.now();
  readonly toMove: number;
  status: MoveStatus = 'RUNNING';
  moved = 0;
  failure: string | undefined;

  constructor(
    private readonly queues: LocalQueues,
    readonly source: SqsQueue,
    readonly destination: SqsQueue | undefined,
    readonly perSecond: number | undefined,
  ) {
    const content = JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn });
    this.handle = Buffer.from(content).toString('base64');
    source.processTimers();
    this.toMove = Number(source.getAttribute('ApproximateNumberOfMessages'));
    this.goOn();
  }

  cancel(): void {
    this.status = 'CANCELLED';
  }

  /** Nobody waits for it: it does not keep the process alive. */
  private goOn(): void {
    const pause = this.perSecond === undefined ? 0 : 1000 / this.perSecond;
    setTimeout(() => {
      this.moveSome(this.perSecond === undefined ? BATCH : 1);
      if (this.status === 'RUNNING') this.goOn();
    }, pause).unref();
  }

  private moveSome(count: number): void {
    for (let index = 0; index < count && this.status === 'RUNNING'; index++) {
      // What comes meanwhile is left for the next task, or a message that fails at once would go round for ever.
      const message = this.moved < this.toMove ? nextOf(this.source) : undefined;
      if (message === undefined) this.status = 'COMPLETED';
      else this.move(message);
    }
  }

  private move(message: SqsMessage): void {
    const target = this.destination ?? this.queues.getQueueByArn(this.queues.sourceOf(message) ?? '');
    if (target === undefined) {
      putBack(this.source, message);
      this.status = 'FAILED';
      this.failure = 'CouldNotDetermineMessageSource';
      return;
    }
    const { body, messageAttributes, messageGroupId, messageDeduplicationId } = message;
    // It is a new message from here on: with an id, a time and a receive count of its own.
    const moved = LocalQueues.createMessage(
      body,
      messageAttributes,
      undefined,
      messageGroupId,
      messageDeduplicationId,
    );
    if (target.isFifo()) moved.sequenceNumber = target.nextSequenceNumber();
    target.enqueue(moved);
    this.moved++;
  }
}

/** The next message that nobody has received; of a FIFO queue the first one of a group that is not locked. */
function nextOf(queue: SqsQueue): SqsMessage | undefined {
  queue.processTimers();
  if (!queue.isFifo()) return queue.messages.shift();
  for (const [group, messages] of queue.fifoMessages) {
    if (queue.fifoLockedGroups.has(group)) continue;
    const message = messages.shift();
    if (messages.length === 0) queue.fifoMessages.delete(group);
    if (message !== undefined) return message;
  }
  return undefined;
}

function putBack(queue: SqsQueue, message: SqsMessage): void {
  const group = message.messageGroupId ?? '';
  if (queue.isFifo()) queue.fifoMessages.set(group, [message, ...(queue.fifoMessages.get(group) ?? [])]);
  else queue.messages.unshift(message);
}
