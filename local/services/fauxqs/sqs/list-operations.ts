import { optionalText, type Input } from '../../aws-json/input';
import { pageAfter } from '../../aws-json/page';
import type { LocalQueues, SqsQueue } from './queues';
import { sqsInteger, sqsText } from './sqs-input';
import type { SqsOperations } from './sqs-operation';

const MAX_PAGE = 1000;

export function listOperations(queues: LocalQueues): SqsOperations {
  return {
    ListQueues: (input) => {
      const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
      const { urls, NextToken } = page(queues.listQueues(prefix), input);
      return { QueueUrls: urls, NextToken };
    },

    ListDeadLetterSourceQueues: (input) => {
      const { arn } = queues.named({ QueueUrl: sqsText(input, 'QueueUrl') });
      const { urls, NextToken } = page(queues.sendingDeadLettersTo(arn), input);
      // Unlike everywhere else, the name of this member begins with a small letter.
      return { queueUrls: urls, NextToken };
    },
  };
}

interface UrlPage {
  readonly urls: readonly string[];
  readonly NextToken: string | undefined;
}

/** There is a token only for who asked for pages ("ListQueues", SQS API reference). */
function page(queues: readonly SqsQueue[], input: Input): UrlPage {
  const limit = sqsInteger(input, 'MaxResults', 1, MAX_PAGE);
  const after = optionalText(input, 'NextToken');
  const sorted = [...queues].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, hasMore } = pageAfter(sorted, ({ name }) => name, after, limit ?? MAX_PAGE);
  return {
    urls: items.map(({ url }) => url),
    NextToken: limit !== undefined && hasMore ? items.at(-1)?.name : undefined,
  };
}
