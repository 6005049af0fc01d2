import type { ArchiveFiles } from '../../archive/archive-files';
import { DamagedExportError, type Damage } from '../../archive/damage';
import { chainOf, findExports, type ExportChain } from '../../archive/export-chain';
import { Partitions } from '../../archive/partitions';
import { readExport } from '../../archive/read-export';
import { parseStream } from '../../../src/eventsourcing/log/commit';
import type { Progress } from '../progress';

/** JSON takes more than what DynamoDB bills for the same item, by far less than this. */
const JSON_BYTES = 3;

/**
 * The exports of the log below a place.
 *
 * @param logTable name of the table that they have to be of
 * @throws Error that says what to do when there are none, or those of another log
 */
export async function exportsAt(files: ArchiveFiles, logTable: string): Promise<ExportChain> {
  const found = await findExports(files);
  const ofLog = found.filter(({ summary }) => summary.tableArn.endsWith(`:table/${logTable}`));
  const chain = chainOf(ofLog);
  if (chain) return chain;
  const tables = [...new Set(found.map(({ summary }) => summary.tableArn))];
  const instead = tables.length > 0 ? `; there are exports of ${tables.join(', ')}` : '';
  throw new Error(
    `${files.where} has no complete full export of ${logTable}${instead}. Make one with npm run consumers -- export, and ` +
      'name the place that holds its folder AWSDynamoDB.',
  );
}

/** What a projection has to read again. */
export interface SortedExport {
  readonly partitions: Partitions;
  /** All of them. */
  readonly commits: number;
}

/**
 * Reads the commits of some aggregate types and sorts them by streams. Remove the partitions when they are done with.
 *
 * @throws DamagedExportError that names every damage, before anything was made of the export
 */
export async function sortExport(
  files: ArchiveFiles,
  { exports }: ExportChain,
  follows: readonly string[],
  progress: Progress,
  signal: AbortSignal,
): Promise<SortedExport> {
  const sum = (of: 'billedSizeBytes' | 'itemCount'): number =>
    exports.reduce((all, { summary }) => all + summary[of], 0);
  const items = sum('itemCount');
  const partitions = await Partitions.of(JSON_BYTES * sum('billedSizeBytes'));
  const damages: Damage[] = [];
  let commits = 0;
  try {
    for (const each of exports) {
      const found = await readExport(
        files,
        each,
        async (commit) => {
          if (!follows.includes(parseStream(commit.stream).type)) return;
          commits += 1;
          await partitions.add(commit);
        },
        (read) => {
          progress.add(read, items);
        },
        signal,
      );
      damages.push(...found);
    }
    if (damages.length > 0) throw new DamagedExportError(damages);
    return { partitions, commits };
  } catch (error) {
    await partitions.remove();
    throw error;
  } finally {
    progress.end();
  }
}
