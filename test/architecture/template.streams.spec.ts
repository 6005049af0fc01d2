import { describeRule } from './template/describe-rule';
import {
  boundedByAge,
  countsWhatItGivesUp,
  fromTheBeginning,
  isolatesBadRecords,
  keepsWhatItGivesUp,
  oneReaderOfTheLog,
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

  describeRule('one reader of a shard of the log', oneReaderOfTheLog, [
    {
      at: 'EventLogMapping.Properties.ParallelizationFactor',
      to: 10,
      faults: ['EventLogMapping needs ParallelizationFactor 1: more breaks the order of a stream'],
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

  describeRule('retries end by age', boundedByAge, [
    {
      at: 'EventLogMapping.Properties.MaximumRetryAttempts',
      to: 20,
      faults: [
        'EventLogMapping needs MaximumRetryAttempts -1 and a MaximumRecordAgeInSeconds below the 24 h of its stream',
      ],
    },
    {
      at: 'EventStreamMapping.Properties.MaximumRecordAgeInSeconds',
      to: 86_400,
      faults: [
        'EventStreamMapping needs MaximumRetryAttempts -1 and a MaximumRecordAgeInSeconds below the 24 h of its stream',
      ],
    },
  ]);

  describeRule('what is given up is counted', countsWhatItGivesUp, [
    {
      at: 'EventStreamMapping.Properties.MetricsConfig',
      to: undefined,
      faults: ['EventStreamMapping needs MetricsConfig with EventCount'],
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
      at: 'EventBrokerRole.Properties.Policies.0.PolicyDocument.Statement.2',
      to: undefined,
      faults: ['EventStreamMapping: EventBrokerRole lacks s3:PutObject on FailedEventsBucket'],
    },
  ]);
});
