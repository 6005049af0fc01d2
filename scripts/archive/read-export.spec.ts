import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Commit } from '../../src/eventsourcing/log/commit';
import {
  BOOK,
  CHANGED,
  CHANGES,
  changeSummary,
  DATA,
  entry,
  EVENTS,
  FULL,
  fullLines,
  md5,
  plain,
  summary,
  write,
  writeBoth,
} from '../../test/support/documented-export';
import { NOWHERE, s3Client } from '../../test/support/local/clients';
import { withTemporaryFolder } from '../../test/support/local/temporary-folder';
import { archiveFiles, type ArchiveFiles } from './archive-files';
import type { Damage } from './damage';
import { chainOf, findExports, type ExportChain } from './export-chain';
import { readExport } from './read-export';

function* cutOff(content: Buffer): Generator<Buffer> {
  yield content.subarray(0, 20);
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

interface Outcome {
  readonly chain: ExportChain | undefined;
  readonly commits: readonly Commit[];
  readonly damages: readonly Damage[];
}

async function read(root: string): Promise<Outcome> {
  const files = archiveFiles(root, s3Client(NOWHERE.s3));
  const chain = chainOf(await findExports(files));
  const commits: Commit[] = [];
  const damages: Damage[] = [];
  for (const each of chain?.exports ?? []) {
    damages.push(...(await readExport(files, each, (commit) => void commits.push(commit))));
  }
  return { chain, commits, damages };
}

describe('an export as the guide describes it', () => {
  it('is read, full and incremental, whatever its keys begin with', () =>
    withTemporaryFolder(async (root) => {
      await writeBoth(root);
      const { chain, commits, damages } = await read(root);
      expect(damages).toEqual([]);
      expect(chain).toMatchObject({ to: Date.UTC(2023, 8, 19, 4), apart: [] });
      const id = '6d8a123e-2464-4c11-9306-7ea725f1e228';
      const labelled = [{ type: 'shop/box/labelled', data: { label: 'é' } }];
      const first = {
        stream: 'shop/box#1',
        version: 1,
        commitId: id,
        committedAt: '2025-11-21T10:00:00.000Z',
        actor: 'ann',
        correlationId: 'a-request',
        causationId: id,
        events: labelled,
      };
      expect(commits).toEqual([
        first,
        {
          ...first,
          stream: 'shop/box#2',
          commitId: 'c',
          committedAt: 'noon',
          correlationId: 'r',
          causationId: 'r',
        },
        { ...first, version: 2 },
      ]);
    }));

  it('goes only as far as its incremental exports have no gap', () =>
    withTemporaryFolder(async (root) => {
      await writeBoth(root);
      const late = changeSummary(1).replace('2023-09-18T17:00:00.000Z', '2023-09-18T18:00:00.000Z');
      await write(root, `${CHANGES}/manifest-summary.json`, late);
      const { chain, commits } = await read(root);
      expect(chain).toMatchObject({ to: Date.UTC(2023, 8, 18, 17), apart: [{ folder: CHANGES }] });
      expect(commits).toHaveLength(2);
    }));

  it.each([
    [2, 'reads a file again whose connection broke'],
    [3, 'gives up after three times'],
  ])('with %d broken connections: %s', (broken) =>
    withTemporaryFolder(async (root) => {
      await writeBoth(root);
      const files = archiveFiles(root, s3Client(NOWHERE.s3));
      let left = broken;
      const breaking: ArchiveFiles = {
        ...{ where: root, s3Bucket: '', s3Prefix: null },
        keyOf: (path) => path,
        folders: (path) => files.folders(path),
        write: (path, content) => files.write(path, content),
        read: async (path) => {
          const content = await readFile(join(root, path)).catch(() => undefined);
          if (path !== DATA || left === 0 || !content) return files.read(path);
          left -= 1;
          return Readable.from(cutOff(content));
        },
      };
      const chain = chainOf(await findExports(files));
      const commits: Commit[] = [];
      const reading = Promise.all(
        (chain?.exports ?? []).map((each) =>
          readExport(breaking, each, (commit) => void commits.push(commit)),
        ),
      );
      if (broken === 3) await expect(reading).rejects.toThrow('socket hang up');
      else expect((await reading).flat()).toEqual([]);
      expect(new Set(commits.map(({ stream, version }) => `${stream} ${version}`)).size).toBe(
        broken === 3 ? 1 : 3,
      );
    }),
  );

  it.each<[string, (root: string) => Promise<void>, readonly Partial<Damage>[]]>([
    [
      'a data file that is gone',
      (root) => rm(join(root, DATA)),
      [{ kind: 'missing-file', at: DATA, note: 'it is gone with its 2 items' }],
    ],
    [
      'a list of files that is gone',
      (root) => rm(join(root, `${FULL}/manifest-files.json`)),
      [{ kind: 'missing-file', at: `${FULL}/manifest-files.json` }],
    ],
    [
      'a list of files that was changed',
      (root) => write(root, `${FULL}/manifest-files.json`, ''),
      [{ kind: 'wrong-checksum', at: `${FULL}/manifest-files.json` }],
    ],
    [
      'another file in its place',
      (root) => write(root, DATA, gzipSync(`${fullLines.join('\n').replace('ann', 'bob')}\n`)),
      [{ kind: 'wrong-checksum', at: DATA }],
    ],
    [
      'a file that was cut off',
      async (root) => write(root, DATA, (await readFile(join(root, DATA))).subarray(0, -9)),
      [{ kind: 'not-gzip', at: DATA, note: 'unexpected end of file after 2 of 2 items' }],
    ],
    [
      'a file that is no gzip',
      (root) => write(root, DATA, 'nothing'),
      [{ kind: 'not-gzip', at: DATA, note: 'incorrect header check after 0 of 2 items' }],
    ],
    [
      'a line that is no JSON',
      (root) => writeBoth(root, [...fullLines, '{"Item":']),
      [{ kind: 'not-a-commit', at: `${DATA} line 3` }],
    ],
    [
      'an item of another table',
      (root) => writeBoth(root, [BOOK, ...fullLines]),
      [{ kind: 'not-a-commit', at: `${DATA} line 1`, note: expect.stringContaining('no stream') as string }],
    ],
    [
      'an item without events',
      (root) => writeBoth(root, [`{"Item":${plain.replace(EVENTS, '[]')}}`]),
      [{ kind: 'not-a-commit', at: `${DATA} line 1` }],
    ],
    [
      'a line of neither form',
      (root) => writeBoth(root, ['{}']),
      [{ kind: 'not-a-commit', at: `${DATA} line 1` }],
    ],
    [
      'a commit that was deleted',
      (root) => writeBoth(root, ['{"Keys":{"stream":{"S":"shop/box#1"},"version":{"N":"1"}}}']),
      [{ kind: 'deleted', at: `${DATA} line 1` }],
    ],
    [
      'a summary that counts other items',
      async (root) => {
        await rm(join(root, `${FULL}/manifest-summary.checksum`));
        await write(root, `${FULL}/manifest-summary.json`, summary(3));
      },
      [{ kind: 'item-count', at: FULL, note: 'its files hold 2 items, and the summary says 3' }],
    ],
    [
      'a list that counts other items',
      async (root) => {
        const data = await readFile(join(root, CHANGED));
        await write(root, `${CHANGES}/manifest-files.json`, entry(data, 2, CHANGED));
      },
      [
        { kind: 'item-count', at: CHANGED, note: 'it holds 1 items, and the manifest says 2' },
        { kind: 'item-count', at: CHANGES },
      ],
    ],
    [
      'a list with something else in it',
      (root) => write(root, `${CHANGES}/manifest-files.json`, '{}\n'),
      [{ kind: 'not-a-manifest', at: `${CHANGES}/manifest-files.json line 1` }],
    ],
  ])('names %s', (_, damage, expected) =>
    withTemporaryFolder(async (root) => {
      await writeBoth(root);
      await damage(root);
      const { damages } = await read(root);
      expect(damages).toEqual(expected.map((each) => expect.objectContaining(each) as Damage));
    }),
  );

  it.each([
    ['that was changed', summary(3), 'wrong-checksum'],
    ['that is none', '[]', 'not-a-manifest'],
  ])('is not looked at with a summary %s', (_, content, kind) =>
    withTemporaryFolder(async (root) => {
      await writeBoth(root);
      if (kind === 'not-a-manifest') await write(root, `${FULL}/manifest-summary.checksum`, md5(content));
      await write(root, `${FULL}/manifest-summary.json`, content);
      await expect(read(root)).rejects.toThrow(`${kind}: ${FULL}/manifest-summary.json`);
    }),
  );
});
