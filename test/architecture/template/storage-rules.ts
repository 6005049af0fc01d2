import {
  objectAt,
  resourcesOf,
  TABLE,
  valueAt,
  type TemplateRule,
} from '../../../scripts/wiring/template-document';

/** What cannot be folded or computed again once it is gone. */
const TRUTH = ['EventLogTable', 'UniqueValuesTable', 'FailedEventsBucket', 'LogArchiveBucket'];
/** What is of no use a day later, so that there is never anything to recover: backups of it would only cost. */
const SHORT_LIVED = ['IdempotencyTable', 'RateLimitsTable'];

export const onDemandTables: TemplateRule = (template) =>
  resourcesOf(template, TABLE)
    .filter(({ properties }) => properties.BillingMode !== 'PAY_PER_REQUEST')
    .map(({ id }) => `${id} must be on demand (PAY_PER_REQUEST)`);

export const encryptedTables: TemplateRule = (template) =>
  resourcesOf(template, TABLE)
    .filter(({ properties }) => valueAt(properties, 'SSESpecification', 'SSEEnabled') !== true)
    .map(({ id }) => `${id} needs SSEEnabled`);

export const recoverableTables: TemplateRule = (template) =>
  resourcesOf(template, TABLE)
    .filter(({ id }) => !SHORT_LIVED.includes(id))
    .filter(
      ({ properties }) =>
        valueAt(properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') !== true,
    )
    .map(({ id }) => `${id} needs PointInTimeRecoveryEnabled`);

/** DynamoDB deletes what has expired; without it the table would only grow. */
export const shortLivedTablesExpire: TemplateRule = (template) =>
  SHORT_LIVED.filter((id) => {
    const { AttributeName, Enabled } = objectAt(
      template,
      'Resources',
      id,
      'Properties',
      'TimeToLiveSpecification',
    );
    return AttributeName !== 'expiresAt' || Enabled !== true;
  }).map((id) => `${id} needs a TimeToLiveSpecification on expiresAt`);

export const protectedByStage: TemplateRule = (template) =>
  resourcesOf(template, TABLE)
    .filter(
      ({ properties }) => valueAt(properties, 'DeletionProtectionEnabled', 'Fn::If', 0) !== 'IsProtected',
    )
    .map(({ id }) => `${id} needs DeletionProtectionEnabled: !If [IsProtected, true, false]`);

/** But not a first deployment that failed, whose next try would find the name taken or a second table beside it. */
export const truthOutlivesTheStack: TemplateRule = (template) =>
  TRUTH.filter((id) => {
    const { DeletionPolicy, UpdateReplacePolicy } = objectAt(template, 'Resources', id);
    return DeletionPolicy !== 'RetainExceptOnCreate' || UpdateReplacePolicy !== 'Retain';
  }).map((id) => `${id} needs DeletionPolicy RetainExceptOnCreate and UpdateReplacePolicy Retain`);

/** A commit is written once, so its new image is the commit; other views would send it twice or not at all. */
export const logStreamsNewImages: TemplateRule = (template) =>
  valueAt(template, 'Resources', 'EventLogTable', 'Properties', 'StreamSpecification', 'StreamViewType') ===
  'NEW_IMAGE'
    ? []
    : ['EventLogTable must stream NEW_IMAGE'];

export const encryptedStream: TemplateRule = (template) =>
  resourcesOf(template, 'AWS::Kinesis::Stream')
    .filter(({ properties }) => valueAt(properties, 'StreamEncryption', 'EncryptionType') !== 'KMS')
    .map(({ id }) => `${id} must be encrypted (StreamEncryption KMS)`);

export const closedBuckets: TemplateRule = (template) =>
  resourcesOf(template, 'AWS::S3::Bucket')
    .filter(({ properties }) => {
      const locks = Object.values(objectAt(properties, 'PublicAccessBlockConfiguration'));
      return locks.length !== 4 || locks.includes(false) || properties.BucketEncryption === undefined;
    })
    .map(({ id }) => `${id} must be encrypted and closed to the public in all four ways`);
