import { secretArn, secretName } from '../../services/secretsmanager/secret-arn';
import type { AwsCall } from '../statement';

/**
 * What a request to Secrets Manager asks for, on the whole ARN of the secret, however the request names it
 * ("Actions, resources, and condition keys for AWS Secrets Manager").
 */
export function secretsManagerCalls(
  operation: string,
  request: Readonly<Record<string, unknown>>,
): AwsCall[] {
  const { SecretId: id, Name: name, Tags: tags } = request;
  const named = operation === 'CreateSecret' ? name : id;
  const resource = typeof named === 'string' ? secretArn(secretName(named)) : '*';
  const asked = (action: string): AwsCall => ({
    action: `secretsmanager:${action}`,
    resources: [resource],
    conditionKeys: {},
  });
  // Tags that come with a new secret need their own permission.
  const tagged = operation === 'CreateSecret' && Array.isArray(tags) && tags.length > 0;
  return [asked(operation), ...(tagged ? [asked('TagResource')] : [])];
}
