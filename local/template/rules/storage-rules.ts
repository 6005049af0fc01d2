import { boolean, harmless, list, map, missed, partly, read, reads, text, type PropertyRules } from './rule';

const keySchema = list(map(reads('AttributeName KeyType', text)));
const capacity = 'nothing is limited, backed up, encrypted or measured on this machine';

const index: PropertyRules = {
  IndexName: read(text),
  KeySchema: read(keySchema),
  Projection: read(map({ ProjectionType: read(text), NonKeyAttributes: read(list(text)) })),
  ...harmless(
    'ContributorInsightsSpecification OnDemandThroughput ProvisionedThroughput WarmThroughput',
    capacity,
  ),
};

/** Source: "AWS::DynamoDB::Table" of the CloudFormation reference. */
export const tableRules: PropertyRules = {
  TableName: read(text),
  AttributeDefinitions: read(list(map(reads('AttributeName AttributeType', text)))),
  KeySchema: read(keySchema),
  GlobalSecondaryIndexes: read(list(map(index))),
  LocalSecondaryIndexes: read(list(map(index))),
  StreamSpecification: read(map({ StreamViewType: read(text), ...harmless('ResourcePolicy', capacity) })),
  // Harmless, since no reader may rely on it: DynamoDB itself deletes an item days after it has expired.
  TimeToLiveSpecification: partly(
    map({ AttributeName: read(text), Enabled: read(boolean) }),
    'deletion of what has expired',
    false,
  ),
  ...harmless(
    `BillingMode ContributorInsightsSpecification DeletionProtectionEnabled OnDemandThroughput
    PointInTimeRecoverySpecification ProvisionedThroughput ResourcePolicy SSESpecification TableClass Tags
    WarmThroughput`,
    capacity,
  ),
  ...missed('ImportSourceSpecification', 'a table begins empty'),
  ...missed('KinesisStreamSpecification', 'changes go to the stream of the table alone'),
  ...missed(
    'GlobalTableSettingsReplicationMode GlobalTableSourceArn GlobalTableWitnesses',
    'there is one region',
  ),
};

/** Source: "AWS::S3::Bucket" of the CloudFormation reference. */
export const bucketRules: PropertyRules = {
  BucketName: read(text),
  ...harmless(
    `AccelerateConfiguration AccessControl AnalyticsConfigurations BucketEncryption
    IntelligentTieringConfigurations InventoryConfigurations LifecycleConfiguration LoggingConfiguration
    MetadataConfiguration MetadataTableConfiguration MetricsConfigurations OwnershipControls
    PublicAccessBlockConfiguration Tags`,
    capacity,
  ),
  ...missed('NotificationConfiguration ReplicationConfiguration', 'a bucket tells nobody of its objects'),
  ...missed(
    'CorsConfiguration ObjectLockConfiguration ObjectLockEnabled VersioningConfiguration WebsiteConfiguration',
    'a bucket here keeps the newest of each object, for clients of S3 alone',
  ),
};
