import { localArn } from '../../services/local-account';
import { isJsonObject } from '../../template/json';
import type { AwsCall } from '../statement';

/**
 * What a request to SQS asks for: a batch needs the permission of the single action ("Actions, resources, and
 * condition keys for Amazon SQS").
 *
 * @param target e.g. `AmazonSQS.SendMessageBatch`
 */
export function sqsCalls(target: string, request: unknown): AwsCall[] {
  const operation = target.slice(target.indexOf('.') + 1).replace(/Batch$/, '');
  const { QueueUrl: url, QueueName: name, SourceArn: arn } = isJsonObject(request) ? request : {};
  const queue = typeof url === 'string' ? url.slice(url.lastIndexOf('/') + 1) : name;
  const resource = typeof queue === 'string' ? localArn('sqs', queue) : typeof arn === 'string' ? arn : '*';
  return [{ action: `sqs:${operation}`, resources: [resource], conditionKeys: {} }];
}
