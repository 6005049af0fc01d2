import { permissions } from '../../../scripts/wiring/permission';
import {
  listAt,
  MAPPING,
  partAt,
  refAt,
  resourcesOf,
  valueAt,
  type DeclaredResource,
  type TemplateDocument,
  type TemplateRule,
} from '../../../scripts/wiring/template-document';

/** Mappings of a table's stream or a Kinesis stream: those that have a starting position or read one. */
function streamMappings(template: TemplateDocument): DeclaredResource[] {
  const queues = new Set(resourcesOf(template, 'AWS::SQS::Queue').map(({ id }) => id));
  return resourcesOf(template, MAPPING).filter(
    ({ properties }) => !queues.has(partAt(properties, 'EventSourceArn')?.id ?? ''),
  );
}

function each(fault: string, isFaulty: (mapping: DeclaredResource) => boolean): TemplateRule {
  return (template) =>
    streamMappings(template)
      .filter(isFaulty)
      .map(({ id }) => `${id} ${fault}`);
}

export const fromTheBeginning = each(
  'must start at TRIM_HORIZON: LATEST misses what arrives while a mapping is made',
  ({ properties }) => properties.StartingPosition !== 'TRIM_HORIZON',
);

/** Commits of a stream are items of their own, and more readers keep the order of one item alone. */
export const oneReaderOfTheLog = each(
  'needs ParallelizationFactor 1: more breaks the order of a stream',
  ({ properties }) =>
    partAt(properties, 'EventSourceArn')?.part === 'StreamArn' && properties.ParallelizationFactor !== 1,
);

export const isolatesBadRecords = each(
  'needs BisectBatchOnFunctionError and ReportBatchItemFailures',
  ({ properties }) =>
    properties.BisectBatchOnFunctionError !== true ||
    !listAt(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
);

/** A count of retries is used up by a short outage; a record older than its stream's retention is lost unseen. */
export const boundedByAge = each(
  'needs MaximumRetryAttempts -1 and a MaximumRecordAgeInSeconds below the 24 h of its stream',
  ({ properties: { MaximumRetryAttempts, MaximumRecordAgeInSeconds: age } }) =>
    MaximumRetryAttempts !== -1 || typeof age !== 'number' || age < 60 || age >= 86_400,
);

export const countsWhatItGivesUp = each('needs MetricsConfig with EventCount', ({ properties }) => {
  return !listAt(properties, 'MetricsConfig', 'Metrics').includes('EventCount');
});

/** S3 keeps the payload; Lambda writes with the function's role and asks for both actions. */
export const keepsWhatItGivesUp: TemplateRule = (template) =>
  streamMappings(template).flatMap(({ id, properties }) => {
    const bucket = partAt(properties, 'DestinationConfig', 'OnFailure', 'Destination')?.id;
    if (bucket === undefined || valueAt(template, 'Resources', bucket, 'Type') !== 'AWS::S3::Bucket') {
      return [`${id} needs a failure destination on S3`];
    }
    const role = `${refAt(properties, 'FunctionName') ?? ''}Role`;
    const granted = permissions(template).filter(
      ({ role: holder, target }) => holder === role && target?.id === bucket,
    );
    return ['s3:PutObject', 's3:ListBucket']
      .filter((action) => !granted.some((permission) => permission.action === action))
      .map((action) => `${id}: ${role} lacks ${action} on ${bucket}`);
  });
