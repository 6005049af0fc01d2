import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** As "DynamoDB table export output format" shows them, with items of an event log. */
export const FULL = 'AWSDynamoDB/01693685827463-2d8752fd';
export const CHANGES = 'AWSDynamoDB/01695097218000-4f0d1c7a';
export const DATA = `${FULL}/data/asdl123dasas.json.gz`;
export const CHANGED = 'AWSDynamoDB/data/sgad6417s6vss4p7owp0471bcq.json.gz';

export const EVENTS = '[{\\"type\\":\\"shop/box/labelled\\",\\"data\\":{\\"label\\":\\"é\\"}}]';
/** Ids and the time of one commit are packed, those of the other are text. */
const packed = (version: number): string =>
  `{"stream":{"S":"shop/box#1"},"version":{"N":"${version}"},"commitId":{"B":"bYoSPiRkTBGTBn6nJfHiKA=="},` +
  `"committedAt":{"N":"1763719200000"},"actor":{"S":"ann"},"correlationId":{"S":"a-request"},` +
  `"causationId":{"B":"bYoSPiRkTBGTBn6nJfHiKA=="},"events":{"S":"${EVENTS}"},"snapshot":{"B":"eJwDAAAAAAE="}}`;
export const plain =
  '{"stream":{"S":"shop/box#2"},"version":{"N":"1"},"commitId":{"S":"c"},"committedAt":{"S":"noon"},' +
  `"actor":{"S":"ann"},"correlationId":{"S":"r"},"causationId":{"S":"r"},"events":{"S":"${EVENTS}"}}`;
export const fullLines = [`{"Item":${packed(1)}}`, `{"Item":${plain}}`];
const changeLines = [
  `{"Metadata":{"WriteTimestampMicros":{"N":"1695056400000000"}},"Keys":{"stream":{"S":"shop/box#1"},"version":{"N":"2"}},"NewImage":${packed(2)}}`,
];
/** Of a book, as the guide has it. */
export const BOOK =
  '{"Item":{"Authors":{"SS":["Author1","Author2"]},"Dimensions":{"S":"8.5 x 11.0 x 1.5"},"ISBN":{"S":"333-3333333333"},' +
  '"Id":{"N":"103"},"InPublication":{"BOOL":false},"PageCount":{"N":"600"},"Price":{"N":"2000"},' +
  '"ProductCategory":{"S":"Book"},"Title":{"S":"Book 103 Title"}}}';

export const summary = (itemCount: number): string => `{
   "version": "2020-06-30",
   "exportArn": "arn:aws:dynamodb:us-east-1:123456789012:table/EventLogTable/export/01693685827463-2d8752fd",
   "startTime": "2023-09-02T20:17:07.463Z",
   "endTime": "2023-09-02T20:22:43.897Z",
   "tableArn": "arn:aws:dynamodb:us-east-1:123456789012:table/EventLogTable",
   "tableId": "12345a12-abcd-123a-ab12-1234abc12345",
   "exportTime": "2023-09-18T17:00:00.000Z",
   "s3Bucket": "ddb-productcatalog-export",
   "s3Prefix": "2020-Nov",
   "s3SseAlgorithm": "AES256",
   "s3SseKmsKeyId": null,
   "manifestFilesS3Key": "AWSDynamoDB/01693685827463-2d8752fd/manifest-files.json",
   "billedSizeBytes": 0,
   "itemCount": ${itemCount},
   "outputFormat": "DYNAMODB_JSON"
}
`;
export const changeSummary = (itemCount: number): string => `{
   "version": "2023-08-01",
   "exportArn": "arn:aws:dynamodb:us-east-1:123456789012:table/EventLogTable/export/01695097218000-4f0d1c7a",
   "startTime": "2023-09-19T04:20:18.000Z",
   "endTime": "2023-09-19T04:40:24.780Z",
   "tableArn": "arn:aws:dynamodb:us-east-1:123456789012:table/EventLogTable",
   "tableId": "12345a12-abcd-123a-ab12-1234abc12345",
   "exportFromTime": "2023-09-18T17:00:00.000Z",
   "exportToTime": "2023-09-19T04:00:00.000Z",
   "exportTime": "2023-09-19T04:00:00.000Z",
   "s3Bucket": "ddb-productcatalog-export",
   "s3Prefix": "2020-Nov",
   "s3SseAlgorithm": "AES256",
   "s3SseKmsKeyId": null,
   "manifestFilesS3Key": "2020-Nov/AWSDynamoDB/01695097218000-4f0d1c7a/manifest-files.json",
   "billedSizeBytes": 20901239349,
   "itemCount": ${itemCount},
   "outputFormat": "DYNAMODB_JSON",
   "outputView": "NEW_AND_OLD_IMAGES",
   "exportType": "INCREMENTAL_EXPORT"
}
`;

export const md5 = (content: Buffer | string): string => createHash('md5').update(content).digest('base64');
export const entry = (content: Buffer, itemCount: number, key: string): string =>
  `{"itemCount":${itemCount},"md5Checksum":"${md5(content)}","etag":"af83d6f217c19b8b0fff8023d8ca4716-1","dataFileS3Key":"${key}"}\n`;

export async function write(root: string, path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

/** An export and an incremental one; the keys of the one have the prefix, as the service writes them. */
export async function writeBoth(root: string, lines = fullLines): Promise<void> {
  const data = gzipSync(`${lines.join('\n')}\n`);
  const empty = gzipSync('');
  const changed = gzipSync(`${changeLines.join('\n')}\n`);
  await write(root, `${FULL}/_started`, '');
  await write(root, DATA, data);
  await write(root, `${FULL}/data/empty.json.gz`, empty);
  const list = entry(data, lines.length, `2020-Nov/${DATA}`) + entry(empty, 0, `${FULL}/data/empty.json.gz`);
  await write(root, `${FULL}/manifest-files.json`, list);
  await write(root, `${FULL}/manifest-files.checksum`, md5(list));
  await write(root, `${FULL}/manifest-summary.json`, summary(lines.length));
  await write(root, `${FULL}/manifest-summary.checksum`, `${md5(summary(lines.length))}\n`);
  await write(root, CHANGED, changed);
  await write(root, `${CHANGES}/manifest-files.json`, entry(changed, 1, `2020-Nov/${CHANGED}`));
  await write(root, `${CHANGES}/manifest-summary.json`, changeSummary(1));
  await write(root, 'AWSDynamoDB/01695097219999-under-way/_started', '');
}
