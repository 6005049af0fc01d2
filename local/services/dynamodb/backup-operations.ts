import { AwsError } from '../aws-json/aws-error';
import { optionalObject, text, type Input } from '../aws-json/input';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../local-account';
import type { TableOperation } from './table-operation';

/**
 * Keeps whether tables are to be backed up, which templates set and tools read back. Nothing is backed up, and the
 * setting is gone after a stop.
 */
export function backupOperations(emulator: string): Readonly<Record<string, TableOperation>> {
  /** When point-in-time recovery was switched on, in seconds since the epoch, by the id of a table. */
  const since = new Map<string, number>();
  return {
    DescribeContinuousBackups: async (input) => describe(since.get(await tableId(emulator, input))),

    UpdateContinuousBackups: async (input) => {
      const settings = optionalObject(input, 'PointInTimeRecoverySpecification') ?? {};
      const { PointInTimeRecoveryEnabled: enabled } = settings;
      if (typeof enabled !== 'boolean') {
        throw new AwsError(
          'ValidationException',
          'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled has to be true or false.',
        );
      }
      const id = await tableId(emulator, input);
      if (enabled) since.set(id, since.get(id) ?? now());
      else since.delete(id);
      return describe(since.get(id));
    },
  };
}

function describe(since: number | undefined): object {
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription:
        since === undefined
          ? { PointInTimeRecoveryStatus: 'DISABLED' }
          : {
              PointInTimeRecoveryStatus: 'ENABLED',
              RecoveryPeriodInDays: 35,
              EarliestRestorableDateTime: since,
              LatestRestorableDateTime: now(),
            },
    },
  };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** @throws AwsError when there is no such table */
async function tableId(emulator: string, input: Input): Promise<string> {
  const name = text(input, 'TableName').replace(/^arn:.*:table\//, '');
  const scope = `${LOCAL_CREDENTIALS.accessKeyId}/20260101/${LOCAL_REGION}/dynamodb/aws4_request`;
  const response = await fetch(emulator, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DescribeTable',
      'x-amz-date': '20260101T000000Z',
      // dynoxide wants a signature and does not check it.
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify({ TableName: name }),
  });
  const answer = (await response.json()) as { readonly Table?: { readonly TableId?: string } };
  if (response.ok) return answer.Table?.TableId ?? name;
  throw new AwsError('TableNotFoundException', `Table not found: ${name}`);
}
