import { DynamoDBClient, type ExportDescription } from '@aws-sdk/client-dynamodb';
import { scripted } from '../../test/support/scripted-client';
import { exportToBucket } from './real-export';

const TABLE = 'arn:aws:dynamodb:eu-central-1:123456789012:table/Log';
const now = new Date('2026-11-25T12:00:00.000Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

/** A table with exports, and what is asked of it. */
function tableWith(exports: readonly ExportDescription[]): {
  readonly client: DynamoDBClient;
  readonly begun: object[];
} {
  const begun: object[] = [];
  const { client } = scripted(new DynamoDBClient({}), (input: Readonly<Record<string, unknown>>) => {
    if ('TableName' in input) return { Table: { TableArn: TABLE } };
    if ('ExportArn' in input) return { ExportDescription: exports[Number(input.ExportArn)] };
    if (!('S3Bucket' in input)) {
      return { ExportSummaries: exports.map((each, at) => ({ ...each, ExportArn: String(at) })) };
    }
    begun.push(input);
    return { ExportDescription: { ExportArn: `${TABLE}/export/${begun.length}` } };
  });
  return { client, begun };
}

const full = (hours: number, more: ExportDescription = {}): ExportDescription => ({
  ExportStatus: 'COMPLETED',
  ExportType: 'FULL_EXPORT',
  ExportTime: hoursAgo(hours),
  S3Bucket: 'log',
  S3Prefix: 'a/b',
  ...more,
});
const incremental = (from: number, to: number, more: ExportDescription = {}): ExportDescription => ({
  ...full(0),
  ExportType: 'INCREMENTAL_EXPORT',
  IncrementalExportSpecification: { ExportFromTime: hoursAgo(from), ExportToTime: hoursAgo(to) },
  ...more,
});

describe('exportToBucket', () => {
  const run = (
    exports: readonly ExportDescription[],
    isIncremental = true,
  ): { readonly result: Promise<readonly object[]>; readonly begun: object[] } => {
    const { client, begun } = tableWith(exports);
    return { result: exportToBucket(client, 'Log', 's3://log/a/b', isIncremental, () => now), begun };
  };

  it('begins a full export', async () => {
    const { result, begun } = run([], false);
    await expect(result).resolves.toEqual([{ arn: `${TABLE}/export/1` }]);
    expect(begun).toEqual([
      {
        TableArn: TABLE,
        S3Bucket: 'log',
        S3Prefix: 'a/b',
        ExportFormat: 'DYNAMODB_JSON',
        ExportType: 'FULL_EXPORT',
      },
    ]);
  });

  it('goes on from those that are done or under way at the same place, without a gap', async () => {
    const { result, begun } = run([
      incremental(40, 30, { ExportStatus: 'IN_PROGRESS' }),
      full(90),
      full(60),
      incremental(60, 40),
      incremental(30, 10, { ExportStatus: 'FAILED' }),
      incremental(25, 20),
      full(1, { S3Bucket: 'other' }),
      full(2, { S3Prefix: 'elsewhere' }),
      incremental(30, 1, { S3Prefix: undefined }),
    ]);
    const windows = [
      { from: hoursAgo(30), to: hoursAgo(6) },
      { from: hoursAgo(6), to: hoursAgo(1 / 12) },
    ];
    await expect(result).resolves.toEqual(
      windows.map((window, at) => ({ arn: `${TABLE}/export/${at + 1}`, ...window })),
    );
    expect(begun).toMatchObject(
      windows.map(({ from, to }) => ({
        ExportType: 'INCREMENTAL_EXPORT',
        IncrementalExportSpecification: {
          ExportFromTime: from,
          ExportToTime: to,
          ExportViewType: 'NEW_IMAGE',
        },
      })),
    );
  });

  it('begins nothing while there is too little', async () => {
    await expect(run([full(0.3)]).result).resolves.toEqual([]);
  });

  it('needs a full export, and a bucket', async () => {
    await expect(run([incremental(5, 1)]).result).rejects.toThrow(
      's3://log/a/b has no full export to go on from',
    );
    const { client } = tableWith([]);
    await expect(exportToBucket(client, 'Log', 'a/folder', false)).rejects.toThrow(
      'a/folder names no bucket',
    );
  });
});
