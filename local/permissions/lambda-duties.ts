import { FUNCTION_TYPE, type FunctionDefinition } from '../lambda/function-definition';
import type { MappingDefinition } from '../mappings/mapping-definition';
import { localArn } from '../services/local-account';
import { isJsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import type { AwsCall } from './statement';
import { streamArn } from './requests/dynamodb-calls';

/** Something that Lambda does with the role of a function. */
export interface Duty {
  readonly functionId: string;
  /** What cannot be done without it, to begin an error with. */
  readonly purpose: string;
  readonly calls: readonly AwsCall[];
}

export const LOG_GROUP_TYPE = 'AWS::Logs::LogGroup';

/** Everything that Lambda does for the functions of a template. */
export function lambdaDuties(
  resources: readonly Resource[],
  functions: readonly FunctionDefinition[],
  mappings: readonly MappingDefinition[],
): Duty[] {
  const logGroups = new Set(
    resources
      .filter(({ type }) => type === LOG_GROUP_TYPE)
      .map(({ logicalId, properties }) => properties.LogGroupName ?? logicalId),
  );
  return [
    ...functions.map((definition) => loggingDuty(definition, logGroups.has(definition.logGroup))),
    ...resources.flatMap(deadLetterDuties),
    ...mappings.flatMap(mappingDuties),
  ];
}

/** Sending what asynchronous invocations failed with each time ("Asynchronous invocation" of the Lambda guide). */
function deadLetterDuties({ logicalId, type, properties }: Resource): Duty[] {
  const { DeadLetterQueue: queue } = properties;
  const arn = isJsonObject(queue) ? queue.TargetArn : undefined;
  if (type !== FUNCTION_TYPE || typeof arn !== 'string') return [];
  const purpose = `${logicalId} cannot reach its dead-letter queue`;
  const action = arn.split(':')[2] === 'sns' ? 'sns:Publish' : 'sqs:SendMessage';
  return [{ functionId: logicalId, purpose, calls: [call(action, arn)] }];
}

/** Without it the function runs and nobody ever reads what it logged. Lambda makes a group that is not there. */
function loggingDuty({ logicalId, logGroup }: FunctionDefinition, exists: boolean): Duty {
  const stream = localArn('logs', `log-group:${logGroup}:log-stream:${logicalId}`);
  const create = exists ? [] : [call('logs:CreateLogGroup', localArn('logs', `log-group:${logGroup}`))];
  return {
    functionId: logicalId,
    purpose: `${logicalId} cannot write its log`,
    calls: [...create, call('logs:CreateLogStream', stream), call('logs:PutLogEvents', stream)],
  };
}

/**
 * Reading the source of a mapping and sending what is given up.
 * Sources: "Process Amazon DynamoDB / Kinesis records with Lambda", "Using Lambda with Amazon SQS" (execution role
 * permissions) and "Retain discarded records" of the Lambda guide.
 */
function mappingDuties(mapping: MappingDefinition): Duty[] {
  const { functionId, logicalId } = mapping;
  const source = {
    functionId,
    purpose: `${logicalId} cannot read its source`,
    calls: sourceCalls(mapping),
  };
  if (mapping.kind === 'sqs' || mapping.failureDestination === undefined) return [source];
  return [
    source,
    {
      functionId,
      purpose: `${logicalId} cannot reach its failure destination`,
      calls: destinationCalls(mapping.failureDestination),
    },
  ];
}

function sourceCalls({ kind, sourceArn }: MappingDefinition): AwsCall[] {
  switch (kind) {
    case 'sqs':
      return ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((name) =>
        call(`sqs:${name}`, sourceArn),
      );
    case 'kinesis':
      return ['DescribeStream', 'DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards'].map(
        (name) => call(`kinesis:${name}`, sourceArn),
      );
    case 'dynamodb': {
      const table = /:table\/([^/]+)/.exec(sourceArn)?.[1] ?? '';
      return [
        ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map((name) =>
          call(`dynamodb:${name}`, sourceArn),
        ),
        // Listing asks for all streams of the table.
        call('dynamodb:ListStreams', streamArn(table, '*')),
      ];
    }
  }
}

function destinationCalls(arn: string): AwsCall[] {
  if (arn.split(':')[2] === 'sqs') return [call('sqs:SendMessage', arn)];
  return [call('s3:PutObject', `${arn}/aws/lambda/failed-batch`), call('s3:ListBucket', arn)];
}

function call(action: string, resource: string): AwsCall {
  return { action, resources: [resource], conditionKeys: {} };
}
