import { isInput, optionalText, type Input } from '../../aws-json/input';
import { isHandle, junk } from './check-operations';
import type { LocalQueues, SqsQueue } from './queues';

/** Adds to an answer of fauxqs what it leaves out. */
export type Amendment = (input: Input, answer: Input) => object;

export function amendments(queues: LocalQueues): Readonly<Record<string, Amendment>> {
  return {
    ReceiveMessage: (input, answer) => {
      const queue = queues.getQueue(optionalText(input, 'QueueUrl') ?? '');
      const asked = [...list(input.AttributeNames), ...list(input.MessageSystemAttributeNames)];
      if (queue === undefined || !asked.some((name) => name === 'All' || name === SOURCE)) return answer;
      return { ...answer, Messages: messages(answer)?.map((message) => withSource(queues, queue, message)) };
    },
    DeleteMessageBatch: refuseJunk,
    ChangeMessageVisibilityBatch: refuseJunk,
  };
}

const SOURCE = 'DeadLetterQueueSourceArn';

function withSource(queues: LocalQueues, queue: SqsQueue, message: Input): object {
  const entry = queue.inflightMessages.get(String(message.ReceiptHandle));
  const source = entry && queues.sourceOf(entry.message);
  return source === undefined
    ? message
    : {
        ...message,
        Attributes: { ...(isInput(message.Attributes) && message.Attributes), [SOURCE]: source },
      };
}

/** fauxqs says that it deleted whatever it was given. */
function refuseJunk(input: Input, answer: Input): object {
  const bad = list(input.Entries).filter(
    (entry) => isInput(entry) && !isHandle(String(entry.ReceiptHandle)),
  ) as Input[];
  if (bad.length === 0 || !Array.isArray(answer.Successful)) return answer;
  const ids = new Set(bad.map(({ Id }) => Id));
  const others = (entries: unknown): unknown[] =>
    list(entries).filter((entry) => isInput(entry) && !ids.has(entry.Id));
  const refused = bad.map(({ Id, ReceiptHandle }) => ({
    Id,
    SenderFault: true,
    Code: 'ReceiptHandleIsInvalid',
    Message: junk(String(ReceiptHandle)).message,
  }));
  return { Successful: others(answer.Successful), Failed: [...others(answer.Failed), ...refused] };
}

function messages({ Messages }: Input): readonly Input[] | undefined {
  return Array.isArray(Messages) ? Messages.filter(isInput) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
