import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { startFauxqs } from '../../local/services/fauxqs/start-fauxqs';
import type { LocalService } from '../../local/services/local-service';
import { toItem } from '../../src/aws/commit-item';
import type { Commit } from '../../src/eventsourcing/log/commit';
import { filled, labelled } from '../../test/support/box/box.events';
import { commitOf } from '../../test/support/commit-of';
import { withTemporaryFolder } from '../../test/support/local/temporary-folder';
import { archiveFiles } from './archive-files';
import { chainOf, findExports } from './export-chain';
import { contiguous, Partitions } from './partitions';
import { readExport } from './read-export';
import { closeClients, s3Client } from '../../test/support/local/clients';
import { writeExport } from './write-export';

const TABLE = { tableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/EventLogTable', tableId: 'a-table' };
const hour = (number: number): Date => new Date(Date.UTC(2026, 10, 21, number));

/** Lengths of some streams' commits, in events. */
const lengths = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 }), {
  maxLength: 12,
});

function streamsOf(all: readonly (readonly number[])[]): Commit[][] {
  return all.map((sizes, index) => {
    let version = 1;
    return sizes.map((size) => {
      // Lines, tabs and characters of several bytes, cut anywhere by gzip.
      const events = Array.from({ length: size }, () =>
        size === 1 ? labelled('é\n\t🙂') : filled(`item ${index}`),
      );
      const commit = commitOf(`shop/box#${index}`, version, ...events);
      version += size;
      return commit;
    });
  });
}

/** Some commits in a full export, the others in two incremental ones, and a few of them twice. */
function partsOf(commits: readonly Commit[], random: fc.Stream<number>): Commit[][] {
  const shuffled = commits
    .map((commit) => ({ commit, at: Number(random.next().value) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ commit }) => commit);
  return [0, 1, 2].map((part) => shuffled.filter((_, at) => at % 3 === part || at % 7 === part));
}

describe('an export that was written and read', () => {
  let service: LocalService;
  let s3: S3Client;
  let buckets = 0;

  beforeAll(async () => {
    service = await startFauxqs('127.0.0.1');
    s3 = s3Client(service.endpoint);
  });

  afterAll(async () => {
    closeClients();
    await service.stop();
  });

  async function newBucket(prefix: string): Promise<string> {
    const Bucket = `exports-${(buckets += 1)}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    return `s3://${Bucket}${prefix}`;
  }

  /** Writes the streams, reads them again and expects the same. */
  async function roundTrip(
    where: string,
    streams: readonly (readonly Commit[])[],
    random: fc.Stream<number>,
    [itemsPerFile, partitions]: readonly [number, number],
  ): Promise<void> {
    const files = archiveFiles(where, s3);
    for (const [part, commits] of partsOf(streams.flat(), random).entries()) {
      const window = part === 0 ? {} : { from: hour(part) };
      await writeExport(files, commits.map(toItem), {
        ...TABLE,
        ...window,
        to: hour(part + 1),
        itemsPerFile,
      });
    }
    const chain = chainOf(await findExports(files));
    expect(chain).toMatchObject({ to: hour(3).getTime(), apart: [] });
    expect(chain?.exports).toHaveLength(3);
    const sorted = await Partitions.of(partitions * 100, 100);
    try {
      for (const each of chain?.exports ?? []) {
        expect(await readExport(files, each, (commit) => sorted.add(commit))).toEqual([]);
      }
      const found = new Map<string, readonly Commit[]>();
      for (let index = 0; index < sorted.count; index += 1) {
        for await (const each of sorted.streams(index)) found.set(each.stream, contiguous(each));
      }
      expect(found).toEqual(new Map(streams.map((commits) => [commits[0]?.stream ?? '', commits])));
    } finally {
      await sorted.remove();
    }
  }

  const shapes = [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })] as const;

  it('gives each stream its commits in order, however they lay in files and exports', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.infiniteStream(fc.nat()), ...shapes, (sizes, random, ...shape) =>
        withTemporaryFolder((folder) => roundTrip(folder, streamsOf(sizes), random, shape)),
      ),
      { numRuns: 60 },
    );
  });

  it('does so in a bucket too, with and without a prefix', async () => {
    await fc.assert(
      fc.asyncProperty(
        lengths,
        fc.infiniteStream(fc.nat()),
        ...shapes,
        fc.constantFrom('', '/', '/log/2026'),
        async (sizes, random, files, partitions, prefix) =>
          roundTrip(await newBucket(prefix), streamsOf(sizes), random, [files, partitions]),
      ),
      { numRuns: 10 },
    );
  });
});
