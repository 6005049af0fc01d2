import type { ArchiveFiles } from './archive-files';
import { DamagedExportError, type Damage } from './damage';
import { DATA, EXPORTS, INCREMENTAL, type ExportSummary } from './layout';
import { readSummary } from './read-manifest';

/** An export that is complete. */
export interface FoundExport {
  readonly folder: string;
  readonly summary: ExportSummary;
  /** Unix time in milliseconds: what was written before is not in it; absent for a full one. */
  readonly from?: number;
  /** Unix time in milliseconds: what was written from then on is not in it. */
  readonly to: number;
}

/** A full export and the incremental ones that go on from it without a gap: the log as it was at `to`. */
export interface ExportChain {
  /** The full one first, then in order of time. */
  readonly exports: readonly FoundExport[];
  /** Unix time in milliseconds. */
  readonly to: number;
  /** What did not fit: incremental exports after a gap. */
  readonly apart: readonly FoundExport[];
}

/** All complete exports below a root. @throws DamagedExportError for a summary that cannot be read */
export async function findExports(files: ArchiveFiles): Promise<readonly FoundExport[]> {
  const found: FoundExport[] = [];
  const damages: Damage[] = [];
  for (const name of await files.folders(EXPORTS)) {
    if (name === DATA) continue;
    const folder = `${EXPORTS}/${name}`;
    const summary = await readSummary(files, folder);
    if (!summary) continue;
    if ('damage' in summary) damages.push(summary.damage);
    else found.push(foundExport(folder, summary.value));
  }
  if (damages.length > 0) throw new DamagedExportError(damages);
  return found;
}

function foundExport(folder: string, summary: ExportSummary): FoundExport {
  const { exportType, exportFromTime, exportToTime, exportTime } = summary;
  const to = Date.parse(exportToTime ?? exportTime);
  if (exportType !== INCREMENTAL) return { folder, summary, to };
  return { folder, summary, from: Date.parse(exportFromTime ?? exportTime), to };
}

/** The exports that lead furthest, from the newest full one on; `undefined` without a full one. */
export function chainOf(found: readonly FoundExport[]): ExportChain | undefined {
  const full = found.filter(({ from }) => from === undefined).toSorted((a, b) => b.to - a.to)[0];
  if (!full) return undefined;
  const exports = [full];
  const apart: FoundExport[] = [];
  let { to } = full;
  const later = found
    .filter(({ summary }) => summary.tableArn === full.summary.tableArn)
    .filter((each) => each.from !== undefined && each.to > full.to)
    .toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0));
  for (const each of later) {
    if ((each.from ?? 0) > to) apart.push(each);
    else if (each.to > to) {
      exports.push(each);
      ({ to } = each);
    }
  }
  return { exports, to, apart };
}
