import {
  any,
  boolean,
  dictionary,
  harmless,
  json,
  list,
  map,
  missed,
  number,
  partly,
  read,
  reads,
  text,
  type PropertyRules,
} from './rule';

const operation = 'nothing is limited, encrypted or measured on this machine';

/** Source: "AWS::SQS::Queue" of the CloudFormation reference. */
export const queueRules: PropertyRules = {
  ...reads('DeduplicationScope FifoThroughputLimit QueueName', text),
  ...reads('ContentBasedDeduplication FifoQueue', boolean),
  ...reads(
    'DelaySeconds MaximumMessageSize MessageRetentionPeriod ReceiveMessageWaitTimeSeconds VisibilityTimeout',
    number,
  ),
  RedrivePolicy: read(map({ deadLetterTargetArn: read(text), maxReceiveCount: read(number) }, text)),
  RedriveAllowPolicy: read(any),
  ...harmless('KmsDataKeyReusePeriodSeconds KmsMasterKeyId SqsManagedSseEnabled Tags', operation),
};

/** Source: "AWS::Kinesis::Stream" of the CloudFormation reference. */
export const streamRules: PropertyRules = {
  Name: read(text),
  ShardCount: read(number),
  ...harmless(
    `DesiredShardLevelMetrics MaxRecordSizeInKiB RetentionPeriodHours StreamEncryption StreamModeDetails Tags
    WarmThroughputMiBps`,
    operation,
  ),
};

/** Source: "AWS::Events::EventBus" of the CloudFormation reference. */
export const busRules: PropertyRules = {
  Name: read(text),
  ...harmless('Description KmsKeyIdentifier LogConfig Policy Tags', operation),
  ...missed('DeadLetterConfig EventSourceName', 'events come from PutEvents alone'),
};

/** Source: "AWS::Events::Rule" of the CloudFormation reference. */
export const ruleRules: PropertyRules = {
  ...reads('Description EventBusName Name State', text),
  EventPattern: read(json),
  ScheduleExpression: partly(text, 'nothing fires at its time', true),
  Targets: read(
    list(
      map({
        ...reads('Arn Id Input InputPath', text),
        DeadLetterConfig: read(map({ Arn: read(text) })),
        RetryPolicy: read(
          map({
            MaximumRetryAttempts: read(number),
            ...harmless('MaximumEventAgeInSeconds', 'attempts end long before'),
          }),
        ),
        SqsParameters: read(map({ MessageGroupId: read(text) })),
        InputTransformer: read(map({ InputPathsMap: read(dictionary(text)), InputTemplate: read(text) })),
        ...harmless('RoleArn', 'events reach functions and queues of this machine without a role'),
        ...missed(
          `AppSyncParameters BatchParameters EcsParameters HttpParameters KinesisParameters
          RedshiftDataParameters RunCommandParameters SageMakerPipelineParameters`,
          'events go to functions and queues alone',
        ),
      }),
    ),
  ),
  ...harmless('RoleArn Tags', operation),
};

/** Source: "AWS::Scheduler::ScheduleGroup" of the CloudFormation reference. */
export const scheduleGroupRules: PropertyRules = {
  Name: read(text),
  ...harmless('Tags', operation),
};

/** Source: "AWS::SES::EmailIdentity" of the CloudFormation reference. */
export const identityRules: PropertyRules = {
  EmailIdentity: read(text),
  ...harmless(
    `ConfigurationSetAttributes DkimAttributes DkimSigningAttributes FeedbackAttributes MailFromAttributes Tags`,
    'every identity is verified at once, and no mail leaves this machine',
  ),
};
