import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { itemSize, type Item } from '../../src/aws/commit-item';
import type { ArchiveFiles } from './archive-files';
import { groupsOf } from './groups-of';
import {
  DATA,
  EXPORTS,
  FILES,
  FORMAT,
  INCREMENTAL,
  STARTED,
  SUMMARY,
  type DataFile,
  type DataLine,
  type ExportedItem,
  type ExportSummary,
} from './layout';

/** What an export is made of. */
export interface ExportOrder {
  readonly tableArn: string;
  readonly tableId: string;
  /** Of an incremental one: what was written from this time on. */
  readonly from?: Date;
  /** The time at which the table is shown. */
  readonly to: Date;
  /** Items in one data file, at most. */
  readonly itemsPerFile?: number;
}

const ITEMS_PER_FILE = 10_000;

/**
 * Writes an export as DynamoDB would, for those that have none. The summary is written last: without it an export is not
 * complete.
 *
 * @param items of the log, in any order
 * @returns the folder of the export, and its summary
 */
export async function writeExport(
  files: ArchiveFiles,
  items: AsyncIterable<Item> | Iterable<Item>,
  order: ExportOrder,
): Promise<{ readonly folder: string; readonly summary: ExportSummary }> {
  const started = new Date();
  const id = `${String(started.getTime()).padStart(14, '0')}-${randomBytes(4).toString('hex')}`;
  const folder = `${EXPORTS}/${id}`;
  const data = order.from ? `${EXPORTS}/${DATA}` : `${folder}/${DATA}`;
  await files.write(`${folder}/${STARTED}`, '');
  const written: DataFile[] = [];
  let billed = 0;
  for await (const some of groupsOf(items, order.itemsPerFile ?? ITEMS_PER_FILE)) {
    written.push(await writeDataFile(files, data, some, order));
    billed += some.reduce((sum, item) => sum + itemSize(item), 0);
  }
  const manifestFilesS3Key = files.keyOf(`${folder}/${FILES}.json`);
  const lines = written.map((file) => `${JSON.stringify(file)}\n`).join('');
  await writeManifest(files, folder, FILES, lines);
  const summary = {
    ...summaryOf(order, id, started),
    s3Bucket: files.s3Bucket,
    s3Prefix: files.s3Prefix,
    manifestFilesS3Key,
    billedSizeBytes: billed,
    itemCount: written.reduce((sum, { itemCount }) => sum + itemCount, 0),
  };
  await writeManifest(files, folder, SUMMARY, JSON.stringify(summary));
  return { folder, summary };
}

function summaryOf(
  { tableArn, tableId, from, to }: ExportOrder,
  id: string,
  started: Date,
): Omit<ExportSummary, 's3Bucket' | 's3Prefix' | 'manifestFilesS3Key' | 'billedSizeBytes' | 'itemCount'> {
  return {
    version: from ? '2023-08-01' : '2020-06-30',
    exportArn: `${tableArn}/export/${id}`,
    startTime: started.toISOString(),
    endTime: new Date().toISOString(),
    tableArn,
    tableId,
    ...(from && { exportFromTime: from.toISOString(), exportToTime: to.toISOString() }),
    exportTime: to.toISOString(),
    s3SseAlgorithm: 'AES256',
    s3SseKmsKeyId: null,
    outputFormat: FORMAT,
    ...(from && { outputView: 'NEW_IMAGE', exportType: INCREMENTAL }),
  };
}

async function writeDataFile(
  files: ArchiveFiles,
  data: string,
  items: readonly Item[],
  { from }: ExportOrder,
): Promise<DataFile> {
  const path = `${data}/${randomBytes(13).toString('hex')}.json.gz`;
  const lines = items.map((item) => `${JSON.stringify(from ? changeOf(item) : { Item: exported(item) })}\n`);
  const content = gzipSync(lines.join(''));
  await files.write(path, content);
  const digest = createHash('md5').update(content).digest();
  return {
    itemCount: items.length,
    md5Checksum: digest.toString('base64'),
    // As of an object that was uploaded in one part.
    etag: `${createHash('md5').update(digest).digest('hex')}-1`,
    dataFileS3Key: files.keyOf(path),
  };
}

async function writeManifest(
  files: ArchiveFiles,
  folder: string,
  name: string,
  content: string,
): Promise<void> {
  await files.write(`${folder}/${name}.checksum`, createHash('md5').update(content).digest('base64'));
  await files.write(`${folder}/${name}.json`, content);
}

/** A commit is never changed, so its time is that of the write. */
function changeOf(item: Item): DataLine {
  const NewImage = exported(item);
  const { stream, version, committedAt } = NewImage;
  return {
    Metadata: { WriteTimestampMicros: { N: `${millisecondsOf(committedAt)}000` } },
    Keys: { ...(stream && { stream }), ...(version && { version }) },
    NewImage,
  };
}

/** Of the two forms in which the log keeps a time. */
export function millisecondsOf(committedAt: ExportedItem[string] | undefined): number {
  return committedAt?.N === undefined ? Date.parse(committedAt?.S ?? '') : Number(committedAt.N);
}

function exported(item: Item): ExportedItem {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') as unknown as Uint8Array },
    ]),
  );
}
