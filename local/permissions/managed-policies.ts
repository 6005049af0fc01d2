import type { Statement } from './statement';

function allow(...actions: string[]): Statement {
  return {
    effect: 'Allow',
    actions: actions.map((action) => action.toLowerCase()),
    resources: ['*'],
    conditions: [],
  };
}

const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * The policies of AWS that SAM attaches to the roles it makes, by the last part of their ARN.
 * Source: "AWS managed policies for AWS Lambda" of the Lambda guide.
 */
export const managedPolicies: Readonly<Record<string, Statement>> = {
  AWSLambdaBasicExecutionRole: allow(...logs),
  AWSLambdaDynamoDBExecutionRole: allow(
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    ...logs,
  ),
  AWSLambdaKinesisExecutionRole: allow(
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:ListStreams',
    'kinesis:SubscribeToShard',
    ...logs,
  ),
  AWSLambdaSQSQueueExecutionRole: allow(
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    ...logs,
  ),
  AWSXRayDaemonWriteAccess: allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords'),
};
