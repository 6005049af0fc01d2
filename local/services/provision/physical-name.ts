import type { ProvisionedResource, ProvisionedType } from './cloud-resource';

const NAME_PROPERTY: Readonly<Record<ProvisionedType, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

/** The name that the template gives, else one made of the logical id. */
export function physicalName(resource: ProvisionedResource): string {
  const given = resource.properties[NAME_PROPERTY[resource.type]];
  if (given === undefined) return defaultName(resource);
  if (typeof given !== 'string') {
    throw new Error(`${resource.logicalId}: ${NAME_PROPERTY[resource.type]} has to be a string.`);
  }
  if (isFifoQueue(resource) && !given.endsWith('.fifo')) {
    throw new Error(
      `${resource.logicalId}: the QueueName of a FIFO queue has to end in ".fifo", not "${given}".`,
    );
  }
  return given;
}

export function isFifoQueue({ type, properties }: ProvisionedResource): boolean {
  return type === 'AWS::SQS::Queue' && String(properties.FifoQueue) === 'true';
}

function defaultName(resource: ProvisionedResource): string {
  const { logicalId, type } = resource;
  if (type === 'AWS::S3::Bucket') return logicalId.toLowerCase();
  return isFifoQueue(resource) ? `${logicalId}.fifo` : logicalId;
}
