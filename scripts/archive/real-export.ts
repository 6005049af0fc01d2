import {
  DescribeExportCommand,
  DescribeTableCommand,
  ExportTableToPointInTimeCommand,
  paginateListExports,
  type DynamoDBClient,
  type ExportDescription,
} from '@aws-sdk/client-dynamodb';
import { bucketOf } from './archive-files';
import { windowsSince } from './export-windows';

/** An export that DynamoDB has begun. */
export interface BegunExport {
  readonly arn: string;
  /** Absent for a full one. */
  readonly from?: Date;
  readonly to?: Date;
}

/**
 * Has DynamoDB export a log: all of it, or what came after the exports that it made to the same place in the last 90 days.
 * It takes minutes and goes on by itself.
 *
 * @param where `s3://bucket/prefix`
 * @throws Error for an incremental one without a full one before it
 */
export async function exportToBucket(
  dynamodb: DynamoDBClient,
  table: string,
  where: string,
  incremental: boolean,
  now: () => Date = () => new Date(),
): Promise<readonly BegunExport[]> {
  const { bucket, prefix } = bucketOf(where);
  const { Table: { TableArn } = {} } = await dynamodb.send(new DescribeTableCommand({ TableName: table }));
  const order = {
    TableArn,
    S3Bucket: bucket,
    ...(prefix !== '' && { S3Prefix: prefix }),
    ExportFormat: 'DYNAMODB_JSON',
  } as const;
  if (!incremental) {
    const full = new ExportTableToPointInTimeCommand({ ...order, ExportType: 'FULL_EXPORT' });
    return [begun((await dynamodb.send(full)).ExportDescription)];
  }
  const reached = reachedBy(await earlier(dynamodb, TableArn, bucket, prefix));
  if (!reached) throw new Error(`${where} has no full export to go on from; make one without --incremental.`);
  const started: BegunExport[] = [];
  for (const { from, to } of windowsSince(reached, now())) {
    const specification = { ExportFromTime: from, ExportToTime: to, ExportViewType: 'NEW_IMAGE' } as const;
    const part = new ExportTableToPointInTimeCommand({
      ...order,
      ExportType: 'INCREMENTAL_EXPORT',
      IncrementalExportSpecification: specification,
    });
    started.push({ ...begun((await dynamodb.send(part)).ExportDescription), from, to });
  }
  return started;
}

/** Those that are done or under way, to the same place. */
async function earlier(
  dynamodb: DynamoDBClient,
  TableArn: string | undefined,
  bucket: string,
  prefix: string,
): Promise<readonly ExportDescription[]> {
  const found: ExportDescription[] = [];
  for await (const { ExportSummaries = [] } of paginateListExports({ client: dynamodb }, { TableArn })) {
    for (const { ExportArn, ExportStatus } of ExportSummaries) {
      if (ExportStatus === 'FAILED') continue;
      const { ExportDescription } = await dynamodb.send(new DescribeExportCommand({ ExportArn }));
      const isHere = ExportDescription?.S3Bucket === bucket && (ExportDescription.S3Prefix ?? '') === prefix;
      if (isHere) found.push(ExportDescription);
    }
  }
  return found;
}

/** Where a full export and those that go on from it without a gap end. */
function reachedBy(exports: readonly ExportDescription[]): Date | undefined {
  const fulls = exports.filter(({ ExportType }) => ExportType !== 'INCREMENTAL_EXPORT');
  const [full] = fulls
    .flatMap(({ ExportTime }) => ExportTime ?? [])
    .toSorted((a, b) => b.getTime() - a.getTime());
  if (!full) return undefined;
  const windows = exports
    .flatMap(({ IncrementalExportSpecification: { ExportFromTime, ExportToTime } = {} }) =>
      ExportFromTime && ExportToTime ? [{ from: ExportFromTime, to: ExportToTime }] : [],
    )
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
  return windows.reduce((reached, { from, to }) => (from <= reached && to > reached ? to : reached), full);
}

function begun(description: ExportDescription | undefined): BegunExport {
  if (description?.ExportArn === undefined)
    throw new Error('DynamoDB did not say which export it has begun.');
  return { arn: description.ExportArn };
}
