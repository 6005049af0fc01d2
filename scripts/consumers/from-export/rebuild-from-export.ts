import { DynamoProjectionStore } from '../../../src/aws/dynamo-projection-store';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import { parseStream } from '../../../src/eventsourcing/log/commit';
import { archiveFiles } from '../../archive/archive-files';
import type { ExportChain } from '../../archive/export-chain';
import { TOGETHER, type Bell } from '../bell';
import type { ConsumerEntry } from '../catalogue';
import { Pace } from '../pace';
import { Progress } from '../progress';
import { schemasOf } from '../schemas-of';
import type { Of, Surroundings } from '../surroundings';
import { RowWriter, type Outcome } from './row-writer';
import { exportsAt, sortExport } from './sort-export';
import { Tail } from './tail';
import { writeRows } from './write-rows';

/** Doorbells a second at most, as many as a rebuild from the log rings if nobody says otherwise. */
const RINGS = 50;
/** Failures that are printed; all are counted. */
const PRINTED = 10;

/** What is to be done after the rows of an export were written. */
export type AfterExport = 'nothing' | 'ring every stream';

export interface FromExport {
  readonly entry: ConsumerEntry;
  readonly projection: Projection;
  readonly bell: Pick<Bell, 'ring'>;
  /** `s3://bucket/prefix`, or a folder. */
  readonly where: string;
}

/**
 * Makes a projection's rows from an export of the log, and has its projector read from the log what came after.
 *
 * What came after is told by the event stream. When the export is older than that reaches back, nobody knows it, and every
 * stream has to be rung.
 *
 * @throws DamagedExportError before any row was written; what the signal was aborted with
 */
export async function rowsFromExport(
  { entry, projection, bell, where }: FromExport,
  { rate }: Pick<Of<'rebuild'>, 'rate'>,
  { contexts, installation, print, screen, signal }: Surroundings,
): Promise<AfterExport> {
  const { dynamodb, s3, kinesis, nameOf } = installation;
  const files = archiveFiles(where, s3);
  const chain = await exportsAt(files, nameOf('EventLogTable'));
  for (const line of described(chain)) print(line);
  const tail = new Tail(kinesis, nameOf('EventStream'));
  // Asked first, so that whoever rebuilds can take another export before anything is read.
  if (!(await tail.reachesBack(chain.to))) print(TOO_OLD);
  const pace = new Pace(rate);
  const rung = new Rung(entry, bell);
  const reading = new Progress('reading the export', screen);
  const sorted = await sortExport(files, chain, entry.follows, reading, signal);
  try {
    const writer = new RowWriter(
      projection,
      new DynamoProjectionStore(dynamodb, nameOf),
      schemasOf(contexts),
    );
    const counts = { written: 0, 'up-to-date': 0, ahead: 0, gap: 0, failed: 0 };
    const told = async (stream: string, outcome: Outcome): Promise<void> => {
      counts[outcome.kind] += 1;
      if (outcome.kind === 'failed' && counts.failed <= PRINTED) print(`${stream}: ${outcome.error.message}`);
      if (outcome.kind === 'written' || outcome.kind === 'up-to-date') return;
      await rung.add(stream);
    };
    const progress = new Progress(`writing ${entry.name}`, screen);
    if (!(await writeRows(sorted, { writer, pace, progress, told }, signal))) signal.throwIfAborted();
    print(
      `rows written: ${counts.written}, up to date: ${counts['up-to-date']}, ahead of the export: ${counts.ahead}, ` +
        `with gaps in it: ${counts.gap}, failed: ${counts.failed}`,
    );
  } finally {
    await sorted.partitions.remove();
  }
  // Only now: whatever a projector of the code before took meanwhile is among them.
  if (!(await tail.reachesBack(chain.to))) return 'ring every stream';
  const ringing = new Pace(Math.min(rate, RINGS));
  for await (const streams of tail.streams(chain.to, signal)) {
    const followed = streams.filter((stream) => entry.follows.includes(parseStream(stream).type));
    await ringing.take(followed.length);
    for (const stream of followed) await rung.add(stream);
  }
  await rung.end();
  print(`rung for what came after: ${rung.count} streams`);
  return 'nothing';
}

const TOO_OLD =
  'The export ends before what the event stream remembers, so every stream is rung at the end, from the log. ' +
  'To save that, make an incremental export first: npm run consumers -- export --incremental.';

function* described({ exports, to, apart }: ExportChain): Generator<string> {
  yield `export: ${exports[0]?.folder ?? ''} and ${exports.length - 1} incremental, up to ${new Date(to).toISOString()}`;
  for (const { folder, summary } of apart) {
    yield `passed over: ${folder}, as the time up to ${summary.exportFromTime ?? '?'} is missing`;
  }
}

/** Rings each stream once, as many at the same time as one call takes. */
class Rung {
  private readonly known = new Set<string>();
  private waiting: string[] = [];

  constructor(
    private readonly entry: ConsumerEntry,
    private readonly bell: Pick<Bell, 'ring'>,
  ) {}

  get count(): number {
    return this.known.size;
  }

  async add(stream: string): Promise<void> {
    if (this.known.has(stream)) return;
    this.known.add(stream);
    this.waiting.push(stream);
    if (this.waiting.length >= TOGETHER) await this.end();
  }

  async end(): Promise<void> {
    const streams = this.waiting.splice(0, TOGETHER);
    if (streams.length > 0) await this.bell.ring(this.entry, streams, 'more came after the export');
  }
}
