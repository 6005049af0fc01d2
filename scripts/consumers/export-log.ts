import { archiveFiles } from '../archive/archive-files';
import { exportLocally } from '../archive/local-export';
import { exportToBucket } from '../archive/real-export';
import type { Of, Surroundings } from './surroundings';

/** Where a running `npm start` exports to when nobody says. */
const FOLDER = '.local/exports';

/** Exports the log: a stack's by DynamoDB itself, that of a running `npm start` by reading it. */
export async function exportLog(order: Of<'export'>, { installation, print }: Surroundings): Promise<0> {
  const { dynamodb, s3, nameOf } = installation;
  const table = nameOf('EventLogTable');
  if (order.stack === undefined) {
    const files = archiveFiles(order.where ?? FOLDER, s3);
    const { folder, summary } = await exportLocally(dynamodb, table, files, order.incremental);
    print(`exported: ${summary.itemCount} commits up to ${summary.exportTime}, to ${files.where}/${folder}`);
    print(`npm run consumers -- rebuild <projection> --from-export ${files.where} makes rows of it.`);
    return 0;
  }
  const where = order.where ?? `s3://${nameOf('LogArchiveBucket')}`;
  const started = await exportToBucket(dynamodb, table, where, order.incremental);
  for (const { arn, from, to } of started) {
    const window = from && to ? `, ${from.toISOString()} to ${to.toISOString()}` : '';
    print(`begun: ${arn}${window}`);
  }
  if (started.length === 0) print('Nothing to export yet: the last export ends less than 20 minutes ago.');
  else print(`aws dynamodb describe-export --export-arn <arn> says how far it is; it goes to ${where}.`);
  return 0;
}
