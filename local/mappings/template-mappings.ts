import { createHash } from 'node:crypto';
import type { FunctionDefinition } from '../lambda/function-definition';
import { functionReference } from '../lambda/function-reference';
import { isJsonObject, type Json } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';
import type { MappingDefinition, StreamMappingDefinition } from './mapping-definition';
import { mappingResources, type MappingResource } from './mapping-resources';
import type { StartingPosition } from './stream/stream-source';

/**
 * Mappings of the template that are enabled.
 * Source: "AWS::Lambda::EventSourceMapping" of the CloudFormation reference.
 *
 * @throws TemplateError for sources and settings that do not run on this machine
 */
export function templateMappings(
  resources: readonly Resource[],
  functions: readonly FunctionDefinition[],
): MappingDefinition[] {
  return mappingResources(resources)
    .filter(({ properties }) => properties.Enabled !== false)
    .map((resource) => definition(resource, functions));
}

/** Made of the logical id, so that it stays the same from one start to the next. */
export function mappingUuid(logicalId: string): string {
  const hex = createHash('md5').update(logicalId).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function definition(resource: MappingResource, functions: readonly FunctionDefinition[]): MappingDefinition {
  const { logicalId, path, properties } = resource;
  const { EventSourceArn: sourceArn } = properties;
  if (typeof sourceArn !== 'string') throw new TemplateError([...path, 'EventSourceArn'], 'must be an ARN');
  const kind = kindOf(sourceArn, path);
  const common = {
    logicalId,
    uuid: mappingUuid(logicalId),
    functionId: resource.functionId ?? functionId(properties.FunctionName, functions, path),
    sourceArn,
    batchSize: number(resource, 'BatchSize', kind === 'sqs' ? 10 : 100),
    batchingWindow: number(resource, 'MaximumBatchingWindowInSeconds', 0) * 1000,
    reportsFailures: list(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
  };
  if (kind === 'sqs') {
    const { ScalingConfig: scaling = {} } = properties;
    const maximum = isJsonObject(scaling) ? scaling.MaximumConcurrency : undefined;
    return { ...common, kind, maximumConcurrency: maximum === undefined ? undefined : Number(maximum) };
  }
  return { ...common, kind, ...streamSettings(resource) };
}

function streamSettings(
  resource: MappingResource,
): Omit<StreamMappingDefinition, 'kind' | keyof Omit<MappingDefinition, 'kind'>> {
  const { properties, path } = resource;
  return {
    startingPosition: startingPosition(
      properties.StartingPosition,
      properties.StartingPositionTimestamp,
      path,
    ),
    bisect: properties.BisectBatchOnFunctionError === true,
    maximumRetryAttempts: orForever(resource, 'MaximumRetryAttempts'),
    maximumRecordAge: orForever(resource, 'MaximumRecordAgeInSeconds') * 1000,
    failureDestination: failureDestination(properties.DestinationConfig, path),
  };
}

function kindOf(arn: string, path: readonly string[]): MappingDefinition['kind'] {
  const service = arn.split(':')[2];
  if (service === 'dynamodb' || service === 'kinesis' || service === 'sqs') return service;
  throw new TemplateError(
    [...path, 'EventSourceArn'],
    `${arn} is not a DynamoDB stream, Kinesis stream or SQS queue`,
  );
}

function functionId(
  name: Json | undefined,
  functions: readonly FunctionDefinition[],
  path: readonly string[],
): string {
  const found = functionReference(name, functions);
  if (found !== undefined) return found.functionId;
  throw new TemplateError(
    [...path, 'FunctionName'],
    `${JSON.stringify(name)} is no function of this template`,
  );
}

function startingPosition(
  type: Json | undefined,
  timestamp: Json | undefined,
  path: readonly string[],
): StartingPosition {
  if (type === 'TRIM_HORIZON' || type === 'LATEST') return { type };
  if (type === 'AT_TIMESTAMP') return { type, timestamp: Number(timestamp) };
  throw new TemplateError([...path, 'StartingPosition'], 'must be TRIM_HORIZON, LATEST or AT_TIMESTAMP');
}

function failureDestination(config: Json | undefined, path: readonly string[]): string | undefined {
  const onFailure = isJsonObject(config) ? config.OnFailure : undefined;
  const arn = isJsonObject(onFailure) ? onFailure.Destination : undefined;
  if (arn === undefined) return undefined;
  if (typeof arn === 'string' && /^arn:[^:]*:(sqs|s3):/.test(arn)) return arn;
  throw new TemplateError(
    [...path, 'DestinationConfig'],
    'must be a queue or a bucket to run on this machine',
  );
}

/** -1 is Lambda's default for both properties that it is said of. */
function orForever(resource: MappingResource, name: string): number {
  const value = number(resource, name, -1);
  return value < 0 ? Infinity : value;
}

function number({ properties, path }: MappingResource, name: string, fallback: number): number {
  const value = Number(properties[name] ?? fallback);
  if (Number.isInteger(value)) return value;
  throw new TemplateError([...path, name], 'must be a whole number');
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
