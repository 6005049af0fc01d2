import { DescribeTableCommand, paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../src/aws/commit-item';
import type { ArchiveFiles } from './archive-files';
import { chainOf, findExports } from './export-chain';
import type { ExportSummary } from './layout';
import { millisecondsOf, writeExport } from './write-export';

/** Milliseconds from the time of a commit to its write, at most: a command has less. */
const LATE = 60_000;

/**
 * Exports a log as DynamoDB would, for one that cannot: by reading all of it.
 *
 * @param incremental only what came after the exports that lie there
 * @throws Error for an incremental one without a full one before it
 */
export async function exportLocally(
  dynamodb: DynamoDBClient,
  table: string,
  files: ArchiveFiles,
  incremental: boolean,
): Promise<{ readonly folder: string; readonly summary: ExportSummary }> {
  const { Table: { TableArn: tableArn = '', TableId: tableId = '' } = {} } = await dynamodb.send(
    new DescribeTableCommand({ TableName: table }),
  );
  const before = incremental ? chainOf(await findExports(files)) : undefined;
  if (incremental && !before) {
    throw new Error(`${files.where} has no full export to go on from; make one without --incremental.`);
  }
  // What is written while the log is read may be in it or not; it comes after this time, so nobody relies on it.
  const to = new Date();
  const from = before && new Date(before.to - LATE);
  const items = itemsOf(dynamodb, table, from);
  return writeExport(files, items, { tableArn, tableId, to, ...(from && { from }) });
}

async function* itemsOf(
  dynamodb: DynamoDBClient,
  table: string,
  from: Date | undefined,
): AsyncGenerator<Item> {
  const pages = paginateScan({ client: dynamodb }, { TableName: table, ConsistentRead: true });
  for await (const { Items = [] } of pages) {
    yield* Items.filter(({ committedAt }) => !from || millisecondsOf(committedAt) >= from.getTime());
  }
}
