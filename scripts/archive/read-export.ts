import { createHash, type Hash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { isTransient } from '../../src/aws/aws-calls';
import { fromItem } from '../../src/aws/commit-item';
import type { Commit } from '../../src/eventsourcing/log/commit';
import { sideBySide } from '../../src/eventsourcing/consuming/side-by-side';
import type { ArchiveFiles } from './archive-files';
import type { Damage } from './damage';
import type { FoundExport } from './export-chain';
import { keyBelow, type DataFile, type DataLine } from './layout';
import { readDataFiles } from './read-manifest';

/** Data files that are read at the same time. */
const WIDTH = 4;
/** Times that a file is read when the connection breaks. */
const ATTEMPTS = 3;
/** Damages of one file that are told; the rest is most likely the same. */
const TOLD = 10;

/**
 * Hands over every commit of an export, in the order of no stream. What was handed over counts only when no damage is
 * returned: that a file is damaged may show at its end.
 *
 * @param take is waited for; may get a commit again, when a connection broke or it is in two exports
 * @param progress is told the items of each file that was read
 */
export async function readExport(
  files: ArchiveFiles,
  { folder, summary }: FoundExport,
  take: (commit: Commit) => Promise<void> | void,
  progress: (items: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<readonly Damage[]> {
  const listed = await readDataFiles(files, folder);
  if ('damage' in listed) return [listed.damage];
  const damages: Damage[] = [];
  await sideBySide(listed.value, WIDTH, async (file) => {
    damages.push(...(await again(() => readDataFile(files, file, take, signal))));
    progress(file.itemCount);
  });
  const all = listed.value.reduce((sum, { itemCount }) => sum + itemCount, 0);
  if (all !== summary.itemCount) {
    const note = `its files hold ${all} items, and the summary says ${summary.itemCount}`;
    damages.push({ kind: 'item-count', at: folder, note });
  }
  return damages;
}

/** Does something again when it fails for a reason that passes by itself. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
    }
  }
}

async function readDataFile(
  files: ArchiveFiles,
  { itemCount, md5Checksum, dataFileS3Key }: DataFile,
  take: (commit: Commit) => Promise<void> | void,
  signal: AbortSignal | undefined,
): Promise<readonly Damage[]> {
  const at = keyBelow(dataFileS3Key);
  const body = await files.read(at);
  if (!body) return [{ kind: 'missing-file', at, note: `it is gone with its ${itemCount} items` }];
  const damages: Damage[] = [];
  const hash = createHash('md5');
  let items = 0;
  try {
    for await (const line of linesOf(hashed(body, hash))) {
      signal?.throwIfAborted();
      items += 1;
      const commit = commitIn(line);
      if ('commit' in commit) await take(commit.commit);
      else if (damages.length < TOLD) damages.push({ ...commit, at: `${at} line ${items}` });
    }
  } catch (error) {
    if (!isOfZlib(error)) throw error;
    // What is left of a file that ends too early or is none: the checksum of a part says nothing.
    return [
      ...damages,
      { kind: 'not-gzip', at, note: `${error.message} after ${items} of ${itemCount} items` },
    ];
  }
  const digest = hash.digest('base64');
  if (digest !== md5Checksum) {
    const note = `its MD5 is ${digest}, and the manifest says ${md5Checksum}`;
    damages.push({ kind: 'wrong-checksum', at, note });
  }
  if (items !== itemCount) {
    damages.push({
      kind: 'item-count',
      at,
      note: `it holds ${items} items, and the manifest says ${itemCount}`,
    });
  }
  return damages;
}

async function* hashed(body: Readable, hash: Hash): AsyncGenerator<Buffer> {
  for await (const part of body as AsyncIterable<Buffer>) {
    hash.update(part);
    yield part;
  }
}

/** @throws Error of zlib for what is no whole gzip file */
async function* linesOf(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  // Whoever reads its end is told by the stream itself, so there is nothing to do in the callback.
  const text = pipeline(Readable.from(parts), createGunzip(), () => undefined);
  for await (const part of text as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(part)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}

function isOfZlib(error: unknown): error is Error {
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_')
  );
}

/** What a line holds. */
function commitIn(line: string): { readonly commit: Commit } | Pick<Damage, 'kind' | 'note'> {
  let read: DataLine;
  try {
    read = JSON.parse(line) as DataLine;
  } catch (error) {
    return { kind: 'not-a-commit', note: (error as Error).message };
  }
  const item = read.Item ?? read.NewImage;
  if (!item) {
    if (!read.Keys) return { kind: 'not-a-commit', note: 'it has neither Item nor Keys' };
    return { kind: 'deleted', note: `${JSON.stringify(read.Keys)} was deleted from the log` };
  }
  try {
    return { commit: checked(fromItem(item)) };
  } catch (error) {
    return { kind: 'not-a-commit', note: (error as Error).message };
  }
}

/** @throws TypeError for what has the attributes of a commit and is none */
function checked(commit: Commit): Commit {
  const { stream, version, events } = commit;
  const isCommit = Number.isInteger(version) && version > 0 && Array.isArray(events) && events.length > 0;
  if (isCommit) return commit;
  throw new TypeError(`${stream} at ${version} has no events or no version: it is not a commit.`);
}
