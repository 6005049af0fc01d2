import { describeRule } from './template/describe-rule';
import {
  closedBuckets,
  encryptedStream,
  encryptedTables,
  logStreamsNewImages,
  onDemandTables,
  protectedByStage,
  recoverableTables,
  shortLivedTablesExpire,
  truthOutlivesTheStack,
} from './template/storage-rules';

describe('tables, streams and buckets in template.yaml', () => {
  describeRule('tables are on demand', onDemandTables, [
    {
      at: 'IamUsersTable.Properties.BillingMode',
      to: 'PROVISIONED',
      faults: ['IamUsersTable must be on demand (PAY_PER_REQUEST)'],
    },
  ]);

  describeRule('tables are encrypted', encryptedTables, [
    {
      at: 'UniqueValuesTable.Properties.SSESpecification',
      to: undefined,
      faults: ['UniqueValuesTable needs SSEEnabled'],
    },
    {
      at: 'IdempotencyTable.Properties.SSESpecification.SSEEnabled',
      to: false,
      faults: ['IdempotencyTable needs SSEEnabled'],
    },
  ]);

  describeRule('tables whose content lasts are recoverable', recoverableTables, [
    {
      at: 'IamRolesTable.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
      to: false,
      faults: ['IamRolesTable needs PointInTimeRecoveryEnabled'],
    },
    {
      at: 'UniqueValuesTable.Properties.PointInTimeRecoverySpecification',
      to: undefined,
      faults: ['UniqueValuesTable needs PointInTimeRecoveryEnabled'],
    },
  ]);

  describeRule('recorded answers expire', shortLivedTablesExpire, [
    {
      at: 'IdempotencyTable.Properties.TimeToLiveSpecification',
      to: undefined,
      faults: ['IdempotencyTable needs a TimeToLiveSpecification on expiresAt'],
    },
    {
      at: 'IdempotencyTable.Properties.TimeToLiveSpecification.Enabled',
      to: false,
      faults: ['IdempotencyTable needs a TimeToLiveSpecification on expiresAt'],
    },
    {
      at: 'IdempotencyTable.Properties.TimeToLiveSpecification.AttributeName',
      to: 'expires',
      faults: ['IdempotencyTable needs a TimeToLiveSpecification on expiresAt'],
    },
  ]);

  describeRule('tables are protected by stage', protectedByStage, [
    {
      at: 'IamRoleUsersTable.Properties.DeletionProtectionEnabled',
      to: false,
      faults: ['IamRoleUsersTable needs DeletionProtectionEnabled: !If [IsProtected, true, false]'],
    },
  ]);

  describeRule('the truth outlives the stack', truthOutlivesTheStack, [
    {
      at: 'EventLogTable.DeletionPolicy',
      to: 'Retain',
      faults: ['EventLogTable needs DeletionPolicy RetainExceptOnCreate and UpdateReplacePolicy Retain'],
    },
    {
      at: 'UniqueValuesTable.UpdateReplacePolicy',
      to: undefined,
      faults: ['UniqueValuesTable needs DeletionPolicy RetainExceptOnCreate and UpdateReplacePolicy Retain'],
    },
  ]);

  describeRule('the log streams whole commits', logStreamsNewImages, [
    {
      at: 'EventLogTable.Properties.StreamSpecification.StreamViewType',
      to: 'KEYS_ONLY',
      faults: ['EventLogTable must stream NEW_IMAGE'],
    },
  ]);

  describeRule('the event stream is encrypted', encryptedStream, [
    {
      at: 'EventStream.Properties.StreamEncryption',
      to: undefined,
      faults: ['EventStream must be encrypted (StreamEncryption KMS)'],
    },
  ]);

  describeRule('buckets are closed', closedBuckets, [
    {
      at: 'FailedEventsBucket.Properties.PublicAccessBlockConfiguration.BlockPublicPolicy',
      to: false,
      faults: ['FailedEventsBucket must be encrypted and closed to the public in all four ways'],
    },
    {
      at: 'FailedEventsBucket.Properties.BucketEncryption',
      to: undefined,
      faults: ['FailedEventsBucket must be encrypted and closed to the public in all four ways'],
    },
  ]);
});
