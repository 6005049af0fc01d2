import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { ArchiveFiles } from './archive-files';
import type { Damage } from './damage';
import { FILES, FORMAT, keyBelow, SUMMARY, type DataFile, type ExportSummary } from './layout';

/** A part of an export, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly damage: Damage };

/** Text of a manifest, held against its checksum; `undefined` when there is no manifest. */
async function manifestText(
  files: ArchiveFiles,
  folder: string,
  name: string,
): Promise<Read<string> | undefined> {
  const at = `${folder}/${name}.json`;
  const body = await files.read(at);
  if (!body) return undefined;
  const content = await buffer(body);
  const digest = createHash('md5').update(content).digest();
  for (const ending of ['checksum', 'md5']) {
    const checksum = await files.read(`${folder}/${name}.${ending}`);
    const expected = checksum && (await buffer(checksum)).toString().trim();
    if (expected === undefined || isDigest(expected, digest)) continue;
    const note = `its MD5 is ${digest.toString('base64')}, and its checksum file says ${expected}`;
    return { damage: { kind: 'wrong-checksum', at, note } };
  }
  return { value: content.toString() };
}

function isDigest(text: string, digest: Buffer): boolean {
  return text === digest.toString('base64') || text.toLowerCase() === digest.toString('hex');
}

/** @param folder of the export @returns `undefined` for an export that is not complete yet, or was given up */
export async function readSummary(
  files: ArchiveFiles,
  folder: string,
): Promise<Read<ExportSummary> | undefined> {
  const text = await manifestText(files, folder, SUMMARY);
  if (!text || 'damage' in text) return text;
  const at = `${folder}/${SUMMARY}.json`;
  const value = parsed(text.value);
  if (isSummary(value)) return { value };
  return { damage: { kind: 'not-a-manifest', at, note: 'it is not the summary of an export' } };
}

/** The data files of an export, by their paths below the root. */
export async function readDataFiles(files: ArchiveFiles, folder: string): Promise<Read<readonly DataFile[]>> {
  const at = `${folder}/${FILES}.json`;
  const text = await manifestText(files, folder, FILES);
  if (!text) return { damage: { kind: 'missing-file', at, note: 'the list of data files is not there' } };
  if ('damage' in text) return text;
  const lines = text.value.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.map(parsed);
  const wrong = entries.findIndex((entry) => !isDataFile(entry));
  if (wrong >= 0) {
    const note = 'it is not the entry of a data file';
    return { damage: { kind: 'not-a-manifest', at: `${at} line ${wrong + 1}`, note } };
  }
  return {
    value: entries
      .filter(isDataFile)
      .map((entry) => ({ ...entry, dataFileS3Key: keyBelow(entry.dataFileS3Key) })),
  };
}

function isSummary(value: unknown): value is ExportSummary {
  const { exportTime, exportToTime, tableArn, itemCount, outputFormat } = (value ??
    {}) as Partial<ExportSummary>;
  const time = Date.parse(exportToTime ?? exportTime ?? '');
  const isNamed = typeof tableArn === 'string' && Number.isInteger(itemCount);
  return isNamed && outputFormat === FORMAT && !Number.isNaN(time);
}

function isDataFile(value: unknown): value is DataFile {
  const { itemCount, md5Checksum, dataFileS3Key } = (value ?? {}) as Partial<DataFile>;
  return Number.isInteger(itemCount) && typeof md5Checksum === 'string' && typeof dataFileS3Key === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON is one of the ways in which it can be wrong; whoever looks at it says which file it is.
    return undefined;
  }
}
