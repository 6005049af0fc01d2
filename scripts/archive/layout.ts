import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * The layout of an export of DynamoDB ("DynamoDB table export output format", DynamoDB developer guide), below a prefix:
 *
 *     AWSDynamoDB/<export id>/_started               empty, when the export begins
 *     AWSDynamoDB/<export id>/data/<name>.json.gz    of a full export: `{"Item": …}` a line
 *     AWSDynamoDB/data/<name>.json.gz                of incremental ones: `{"Metadata": …, "Keys": …, "NewImage": …}`
 *     AWSDynamoDB/<export id>/manifest-files.json    a line for each data file
 *     AWSDynamoDB/<export id>/manifest-summary.json  when the export is complete
 */
export const EXPORTS = 'AWSDynamoDB';
export const DATA = 'data';
export const STARTED = '_started';
export const FILES = 'manifest-files';
export const SUMMARY = 'manifest-summary';

/** `manifest-summary.json`. */
export interface ExportSummary {
  readonly version: string;
  readonly exportArn: string;
  /** ISO 8601, as all times here. */
  readonly startTime: string;
  readonly endTime: string;
  readonly tableArn: string;
  readonly tableId: string;
  /** The time that a full export shows the table at. */
  readonly exportTime: string;
  readonly s3Bucket: string;
  readonly s3Prefix: string | null;
  readonly s3SseAlgorithm: string | null;
  readonly s3SseKmsKeyId: string | null;
  readonly manifestFilesS3Key: string;
  readonly billedSizeBytes: number;
  readonly itemCount: number;
  readonly outputFormat: string;
  /** Of an incremental export: what was written from this time on. */
  readonly exportFromTime?: string;
  /** And before this one. */
  readonly exportToTime?: string;
  readonly outputView?: string;
  /** Absent on full ones. */
  readonly exportType?: string;
}

/** A line of `manifest-files.json`. */
export interface DataFile {
  readonly itemCount: number;
  /** In base64, of the file as it lies there. */
  readonly md5Checksum: string;
  /** Changes when a file is copied, so it proves nothing here. */
  readonly etag: string;
  readonly dataFileS3Key: string;
}

/** An item in DynamoDB JSON: binary values are base64. */
export type ExportedItem = Readonly<Record<string, AttributeValue>>;

/** A line of a data file: of a full export the first form, of an incremental one the second. */
export interface DataLine {
  readonly Item?: ExportedItem;
  readonly Metadata?: { readonly WriteTimestampMicros: { readonly N: string } };
  readonly Keys?: ExportedItem;
  /** Absent when the item was deleted. */
  readonly NewImage?: ExportedItem;
  readonly OldImage?: ExportedItem;
}

export const INCREMENTAL = 'INCREMENTAL_EXPORT';
export const FORMAT = 'DYNAMODB_JSON';

/**
 * Where a key of a manifest lies below the place where the export was found. The keys are those of the bucket that it was
 * written to, and exports are copied.
 */
export function keyBelow(key: string): string {
  return key.slice(Math.max(0, key.lastIndexOf(`${EXPORTS}/`)));
}
