import { AwsError } from '../../aws-json/aws-error';
import { isInput, type Input } from '../../aws-json/input';
import { localIdentityArn } from '../../local-account';
import type { LocalQueues, SqsQueue } from './queues';
import { invalidValue, sqsText, sqsTexts } from './sqs-input';
import type { SqsOperations } from './sqs-operation';

/** Writes the policy of a queue, which the console and templates read back; nobody is held against it here. */
export function permissionOperations(queues: LocalQueues): SqsOperations {
  return {
    AddPermission: (input) => {
      const queue = queues.named(input);
      const Sid = sqsText(input, 'Label');
      const actions = sqsTexts(input, 'Actions');
      const accounts = sqsTexts(input, 'AWSAccountIds');
      const statements = statementsOf(queue);
      if (statements.some((statement) => statement.Sid === Sid)) {
        throw invalidValue(Sid, 'Label', 'Already exists');
      }
      const AWS = accounts.map((account) => localIdentityArn('iam', 'root').replace(/\d{12}/, account));
      setPolicy(queue, [
        ...statements,
        {
          Sid,
          Effect: 'Allow',
          Principal: { AWS },
          Action: actions.map((action) => `SQS:${action}`),
          Resource: queue.arn,
        },
      ]);
      return {};
    },

    RemovePermission: (input) => {
      const queue = queues.named(input);
      const label = sqsText(input, 'Label');
      const statements = statementsOf(queue);
      const left = statements.filter(({ Sid }) => Sid !== label);
      if (left.length === statements.length) {
        throw invalidValue(label, 'Label', "can't find label on existing policy");
      }
      setPolicy(queue, left);
      return {};
    },
  };
}

function statementsOf({ attributes }: SqsQueue): readonly Input[] {
  const { Policy = '' } = attributes;
  if (Policy === '') return [];
  try {
    const policy: unknown = JSON.parse(Policy);
    const statements = isInput(policy) ? policy.Statement : undefined;
    return (Array.isArray(statements) ? statements : [statements]).filter(isInput);
  } catch {
    throw new AwsError('InvalidAttributeValue', 'The policy of the queue is no JSON; set it anew first.');
  }
}

function setPolicy(queue: SqsQueue, Statement: readonly object[]): void {
  const policy = { Version: '2012-10-17', Id: `${queue.arn}/SQSDefaultPolicy`, Statement };
  queue.setAttributes({ Policy: Statement.length === 0 ? '' : JSON.stringify(policy) });
}
