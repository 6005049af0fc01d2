/** A resource of the template, its intrinsic functions already resolved. */
export interface CloudResource {
  readonly logicalId: string;
  /** E.g. `AWS::DynamoDB::Table`. */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The types that exist as something on a local service. */
export type ProvisionedType =
  | 'AWS::DynamoDB::Table'
  | 'AWS::SQS::Queue'
  | 'AWS::Kinesis::Stream'
  | 'AWS::S3::Bucket'
  | 'AWS::Events::EventBus'
  | 'AWS::Events::Rule'
  | 'AWS::SecretsManager::Secret'
  | 'AWS::SES::EmailIdentity'
  | 'AWS::Scheduler::ScheduleGroup';

export type ProvisionedResource = CloudResource & { readonly type: ProvisionedType };

const PROVISIONED: ReadonlySet<string> = new Set<ProvisionedType>([
  'AWS::DynamoDB::Table',
  'AWS::SQS::Queue',
  'AWS::Kinesis::Stream',
  'AWS::S3::Bucket',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::SecretsManager::Secret',
  'AWS::SES::EmailIdentity',
  'AWS::Scheduler::ScheduleGroup',
]);

export function isProvisioned(resource: CloudResource): resource is ProvisionedResource {
  return PROVISIONED.has(resource.type);
}
