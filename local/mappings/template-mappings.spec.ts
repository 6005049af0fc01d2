import { readResource } from '../../test/support/local/read-resource';
import type { FunctionDefinition } from '../lambda/function-definition';
import type { JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import type { MappingDefinition } from './mapping-definition';
import { mappingUuid, templateMappings } from './template-mappings';

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/Events';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:Work';

const lambda: FunctionDefinition = {
  logicalId: 'Consumer',
  name: 'consumer-name',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:consumer-name',
  alias: undefined,
  handler: 'a.b',
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  runtime: 'nodejs24.x',
  reservedConcurrency: undefined,
  logGroup: '/aws/lambda/f',
  variables: {},
};

function mapping(properties: JsonObject): Resource {
  const all = { FunctionName: 'consumer-name', StartingPosition: 'TRIM_HORIZON', ...properties };
  return readResource('Mapping', 'AWS::Lambda::EventSourceMapping', all);
}

function read(...resources: Resource[]): MappingDefinition[] {
  return templateMappings(resources, [lambda]);
}

describe('templateMappings', () => {
  it("fills a stream mapping with Lambda's defaults", () => {
    expect(read(mapping({ EventSourceArn: streamArn }))).toEqual([
      {
        kind: 'kinesis',
        logicalId: 'Mapping',
        uuid: mappingUuid('Mapping'),
        functionId: 'Consumer',
        sourceArn: streamArn,
        batchSize: 100,
        batchingWindow: 0,
        reportsFailures: false,
        startingPosition: { type: 'TRIM_HORIZON' },
        bisect: false,
        maximumRetryAttempts: Infinity,
        maximumRecordAge: Infinity,
        failureDestination: undefined,
      },
    ]);
  });

  it('reads every setting of a stream mapping', () => {
    const [definition] = read(
      mapping({
        EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/x',
        BatchSize: 7,
        MaximumBatchingWindowInSeconds: 2,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'LATEST',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 4,
        MaximumRecordAgeInSeconds: 60,
        ParallelizationFactor: 1,
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::bucket' } },
      }),
    );

    expect(definition).toMatchObject({
      kind: 'dynamodb',
      batchSize: 7,
      batchingWindow: 2_000,
      reportsFailures: true,
      startingPosition: { type: 'LATEST' },
      bisect: true,
      maximumRetryAttempts: 4,
      maximumRecordAge: 60_000,
      failureDestination: 'arn:aws:s3:::bucket',
    });
  });

  it.each(['consumer-name', lambda.arn, 'consumer-name:live', `${lambda.arn}:live`])(
    'knows its function as %s',
    (FunctionName) => {
      const definitions = templateMappings(
        [mapping({ EventSourceArn: streamArn, FunctionName })],
        [{ ...lambda, alias: 'live' }],
      );

      expect(definitions).toMatchObject([{ functionId: 'Consumer' }]);
    },
  );

  it('takes the values of parameters, which are text', () => {
    const properties = {
      EventSourceArn: streamArn,
      BisectBatchOnFunctionError: 'true',
      MaximumRetryAttempts: '3',
    };

    expect(read(mapping(properties))).toMatchObject([{ bisect: true, maximumRetryAttempts: 3 }]);
    expect(read(mapping({ EventSourceArn: streamArn, Enabled: 'false' }))).toEqual([]);
  });

  it('takes -1 for ever', () => {
    expect(
      read(mapping({ EventSourceArn: streamArn, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1 })),
    ).toMatchObject([{ maximumRetryAttempts: Infinity, maximumRecordAge: Infinity }]);
  });

  it('starts at a time', () => {
    const properties = {
      EventSourceArn: streamArn,
      StartingPosition: 'AT_TIMESTAMP',
      StartingPositionTimestamp: 1_700_000_000,
    };

    expect(read(mapping(properties))).toMatchObject([
      { startingPosition: { type: 'AT_TIMESTAMP', timestamp: 1_700_000_000 } },
    ]);
  });

  it('reads a queue mapping', () => {
    expect(read(mapping({ EventSourceArn: queueArn, ScalingConfig: { MaximumConcurrency: 5 } }))).toEqual([
      {
        kind: 'sqs',
        logicalId: 'Mapping',
        uuid: mappingUuid('Mapping'),
        functionId: 'Consumer',
        sourceArn: queueArn,
        batchSize: 10,
        batchingWindow: 0,
        reportsFailures: false,
        maximumConcurrency: 5,
      },
    ]);
  });

  it('finds the function by its ARN as well', () => {
    expect(read(mapping({ EventSourceArn: queueArn, FunctionName: lambda.arn }))).toMatchObject([
      { functionId: 'Consumer' },
    ]);
  });

  it('leaves out what is switched off', () => {
    expect(read(mapping({ EventSourceArn: queueArn, Enabled: false }))).toEqual([]);
  });

  it("reads a function's own events, named as SAM names them", () => {
    const resource: Resource = {
      logicalId: 'Consumer',
      type: 'AWS::Serverless::Function',
      properties: {
        Events: {
          Stream: { Type: 'Kinesis', Properties: { Stream: streamArn, StartingPosition: 'LATEST' } },
          Queue: { Type: 'SQS', Properties: { Queue: queueArn, BatchSize: 1 } },
          Http: { Type: 'HttpApi', Properties: {} },
        },
      },
      metadata: {},
    };

    expect(read(resource)).toMatchObject([
      { kind: 'kinesis', logicalId: 'ConsumerStream', functionId: 'Consumer', sourceArn: streamArn },
      { kind: 'sqs', logicalId: 'ConsumerQueue', functionId: 'Consumer', sourceArn: queueArn, batchSize: 1 },
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a filter',
      { EventSourceArn: streamArn, FilterCriteria: {} },
      'Properties.FilterCriteria: does not run on this machine',
    ],
    [
      'a tumbling window',
      { EventSourceArn: streamArn, TumblingWindowInSeconds: 5 },
      'does not run on this machine',
    ],
    ['no source', {}, 'EventSourceArn: must be an ARN'],
    [
      'another source',
      { EventSourceArn: 'arn:aws:mq:x' },
      'is not a DynamoDB stream, Kinesis stream or SQS queue',
    ],
    [
      'an unknown function',
      { EventSourceArn: queueArn, FunctionName: 'other' },
      '"other" is no function of this template',
    ],
    [
      'no starting position',
      { EventSourceArn: streamArn, StartingPosition: 'FIRST' },
      'must be TRIM_HORIZON, LATEST',
    ],
    [
      'a topic as destination',
      { EventSourceArn: streamArn, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:x' } } },
      'must be a queue or a bucket',
    ],
    [
      'an age that is no number',
      { EventSourceArn: streamArn, MaximumRecordAgeInSeconds: 'an hour' },
      'Resources.Mapping.Properties.MaximumRecordAgeInSeconds: must be a number, not',
    ],
    [
      'an alias that is not published',
      { EventSourceArn: streamArn, FunctionName: 'consumer-name:live' },
      '"consumer-name:live" is no function of this template',
    ],
  ])('refuses %s', (_case, properties, message) => {
    expect(() => read(mapping(properties))).toThrow(message);
  });
});

describe('mappingUuid', () => {
  it('is a UUID that depends on the logical id alone', () => {
    expect(mappingUuid('A')).toMatch(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);
    expect(mappingUuid('A')).toBe(mappingUuid('A'));
    expect(mappingUuid('A')).not.toBe(mappingUuid('B'));
  });
});
