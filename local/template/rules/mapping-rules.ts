import {
  boolean,
  harmless,
  list,
  map,
  missed,
  number,
  read,
  reads,
  refused,
  text,
  type PropertyRules,
} from './rule';

const costs = 'how Lambda reads faster, is measured or encrypts';
const sources = 'of sources that do not run on this machine';

/** What mappings of every source have. Source: "AWS::Lambda::EventSourceMapping" of the CloudFormation reference. */
const common: PropertyRules = {
  ...reads('BatchSize MaximumBatchingWindowInSeconds', number),
  Enabled: read(boolean),
  FunctionResponseTypes: read(list(text)),
  FilterCriteria: refused('does not run on this machine; remove it'),
  ...harmless('KmsKeyArn LoggingConfig MetricsConfig ProvisionedPollerConfig Tags', costs),
};

const ofStreams: PropertyRules = {
  BisectBatchOnFunctionError: read(boolean),
  DestinationConfig: read(map({ OnFailure: read(map({ Destination: read(text), Type: read(text) })) })),
  ...reads('MaximumRecordAgeInSeconds MaximumRetryAttempts StartingPositionTimestamp', number),
  StartingPosition: read(text),
  TumblingWindowInSeconds: refused('does not run on this machine; remove it'),
  ...harmless('ParallelizationFactor', costs),
};

const ofQueues: PropertyRules = { ScalingConfig: read(map({ MaximumConcurrency: read(number) })) };

export const mappingRules: PropertyRules = {
  ...common,
  ...ofStreams,
  ...ofQueues,
  ...reads('EventSourceArn FunctionName', text),
  ...missed(
    `AmazonManagedKafkaEventSourceConfig DocumentDBEventSourceConfig Queues SelfManagedEventSource
    SelfManagedKafkaEventSourceConfig SourceAccessConfigurations Topics`,
    sources,
  ),
};

/** Events of a function that SAM makes into mappings. */
export const streamEventRules: PropertyRules = { ...common, ...ofStreams, Stream: read(text) };
export const queueEventRules: PropertyRules = { ...common, ...ofQueues, Queue: read(text) };
