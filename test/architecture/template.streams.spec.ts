import { describeRule } from './template/describe-rule';
import {
  finiteRetries,
  fromTheBeginning,
  isolatesBadRecords,
  keepsWhatItGivesUp,
  oneBatchAtATime,
} from './template/stream-rules';

describe('stream mappings in template.yaml', () => {
  describeRule('start at the beginning', fromTheBeginning, [
    {
      at: 'EventLogMapping.Properties.StartingPosition',
      to: 'LATEST',
      faults: [
        'EventLogMapping must start at TRIM_HORIZON: LATEST misses what arrives while a mapping is made',
      ],
    },
  ]);

  describeRule('one batch of a shard at a time', oneBatchAtATime, [
    {
      at: 'EventLogMapping.Properties.ParallelizationFactor',
      to: 10,
      faults: ['EventLogMapping needs ParallelizationFactor 1: more breaks the order of a stream'],
    },
    {
      at: 'EventStreamMapping.Properties.ParallelizationFactor',
      to: undefined,
      faults: ['EventStreamMapping needs ParallelizationFactor 1: more breaks the order of a stream'],
    },
  ]);

  describeRule('bad records are isolated', isolatesBadRecords, [
    {
      at: 'EventStreamMapping.Properties.BisectBatchOnFunctionError',
      to: undefined,
      faults: ['EventStreamMapping needs BisectBatchOnFunctionError and ReportBatchItemFailures'],
    },
    {
      at: 'EventLogMapping.Properties.FunctionResponseTypes',
      to: undefined,
      faults: ['EventLogMapping needs BisectBatchOnFunctionError and ReportBatchItemFailures'],
    },
  ]);

  describeRule('retries come to an end', finiteRetries, [
    {
      at: 'EventLogMapping.Properties.MaximumRetryAttempts',
      to: -1,
      faults: ['EventLogMapping needs a finite MaximumRetryAttempts'],
    },
    {
      at: 'EventStreamMapping.Properties.MaximumRetryAttempts',
      to: undefined,
      faults: ['EventStreamMapping needs a finite MaximumRetryAttempts'],
    },
  ]);

  describeRule('what is given up is kept', keepsWhatItGivesUp, [
    {
      at: 'EventLogMapping.Properties.DestinationConfig',
      to: undefined,
      faults: ['EventLogMapping needs a failure destination on S3'],
    },
    {
      at: 'EventStreamMapping.Properties.DestinationConfig.OnFailure.Destination',
      to: { 'Fn::GetAtt': ['IamUserQueue', 'Arn'] },
      faults: ['EventStreamMapping needs a failure destination on S3'],
    },
    {
      at: 'EventBrokerRole.Properties.Policies.0.PolicyDocument.Statement.3',
      to: undefined,
      faults: ['EventStreamMapping: EventBrokerRole lacks s3:PutObject on FailedEventsBucket'],
    },
  ]);
});
