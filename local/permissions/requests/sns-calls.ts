import type { AwsCall } from '../statement';

/**
 * What a request to SNS asks for. A text message is asked for on its phone number, which no ARN names: a policy allows
 * it with `*`, or with `NotResource` and the ARNs of topics.
 */
export function snsCalls(operation: string, parameters: URLSearchParams): AwsCall[] {
  const [resource = '*'] = ['PhoneNumber', 'TopicArn', 'TargetArn'].flatMap(
    (name) => parameters.get(name) ?? [],
  );
  return [{ action: `sns:${operation}`, resources: [resource], conditionKeys: {} }];
}
