import { DynamoProjectionStore } from '../../../src/aws/dynamo-projection-store';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import { archiveFiles } from '../../archive/archive-files';
import type { ExportChain } from '../../archive/export-chain';
import type { Bell } from '../bell';
import type { ConsumerEntry } from '../catalogue';
import { Pace } from '../pace';
import { Progress } from '../progress';
import { schemasOf } from '../schemas-of';
import type { Surroundings } from '../surroundings';
import { RowWriter, type Outcome } from './row-writer';
import { Rung } from './rung';
import { exportsAt, sortExport, type SortedExport } from './sort-export';
import { Tail } from './tail';
import { writeRows } from './write-rows';

/** Doorbells a second at most, as many as a rebuild from the log rings if nobody says otherwise. */
const RINGS = 50;
/** Rows that are looked up together. */
const ROWS = 100;
/** Failures that are printed; all are counted. */
const PRINTED = 10;

export interface FromExport {
  readonly entry: ConsumerEntry;
  readonly projection: Projection;
  readonly bell: Pick<Bell, 'ring'>;
  /** `s3://bucket/prefix`, or a folder. */
  readonly where: string;
  /** Rows a second. */
  readonly rate: number;
}

/**
 * Makes a projection's rows from an export of the log, and has its projector read from the log what the export lacks.
 *
 * What came after the export is told by the event stream. When the export is older than that reaches back, nobody knows
 * it, and every stream has to be rung.
 */
export class RebuildFromExport {
  private readonly writer: RowWriter;
  private readonly rung: Rung;
  private readonly tail: Tail;

  constructor(
    private readonly order: FromExport,
    private readonly around: Surroundings,
  ) {
    const { installation, contexts } = around;
    const { dynamodb, kinesis, nameOf } = installation;
    const { projection, entry, bell, rate } = order;
    const store = new DynamoProjectionStore(dynamodb, nameOf);
    this.writer = new RowWriter(projection, store, schemasOf(contexts));
    this.rung = new Rung(entry, bell, new Pace(Math.min(rate, RINGS)));
    this.tail = new Tail(kinesis, nameOf('EventStream'));
  }

  /**
   * @returns what is left to be done
   * @throws DamagedExportError before any row was written; what the signal was aborted with
   */
  async run(): Promise<'nothing' | 'ring every stream'> {
    const { order, around, tail } = this;
    const { installation, print, screen, signal } = around;
    const files = archiveFiles(order.where, installation.s3);
    const chain = await exportsAt(files, installation.nameOf('EventLogTable'));
    for (const line of described(chain)) print(line);
    // Asked first, so that whoever rebuilds can take another export before anything is read.
    if (!(await tail.reachesBack(chain.to))) print(TOO_OLD);
    const reading = new Progress('reading the export', screen);
    const sorted = await sortExport(files, chain, order.entry.follows, reading, signal);
    try {
      await this.write(sorted);
    } finally {
      await sorted.partitions.remove();
    }
    if (!(await tail.reachesBack(chain.to))) return 'ring every stream';
    await this.ringLater(chain.to);
    return 'nothing';
  }

  private async write(sorted: SortedExport): Promise<void> {
    const { writer, rung } = this;
    const { print, screen, signal } = this.around;
    const counts = { written: 0, 'up-to-date': 0, ahead: 0, gap: 0, failed: 0 };
    const told = async (stream: string, outcome: Outcome): Promise<void> => {
      counts[outcome.kind] += 1;
      if (outcome.kind === 'failed' && counts.failed <= PRINTED) print(`${stream}: ${outcome.error.message}`);
      if (outcome.kind !== 'written' && outcome.kind !== 'up-to-date') await rung.add(stream);
    };
    const progress = new Progress(`writing ${this.order.entry.name}`, screen);
    await writeRows(sorted, { writer, pace: new Pace(this.order.rate), progress, told }, signal);
    await rung.end();
    print(
      `rows written: ${counts.written}, up to date: ${counts['up-to-date']}, ahead of the export: ${counts.ahead}, ` +
        `with gaps in it: ${counts.gap}, failed: ${counts.failed}`,
    );
  }

  /**
   * Only once the rows are written: what the code before took meanwhile, and what was lost with rows that are gone, is
   * among it.
   */
  private async ringLater(since: number): Promise<void> {
    const { rung, tail, writer } = this;
    const { print, signal } = this.around;
    for await (const versions of tail.streams(since, signal)) {
      const followed = [...versions.keys()].filter((stream) => isFollowed(this.order.entry, stream));
      for (let at = 0; at < followed.length; at += ROWS) {
        // Most have their rows already, from the projector that went on meanwhile.
        const rows = await writer.checkpoints(followed.slice(at, at + ROWS));
        for (const { stream, version } of rows) {
          if (version < (versions.get(stream) ?? 0)) await rung.add(stream);
        }
      }
    }
    await rung.end();
    print(`rung for what the export lacks: ${rung.count} streams`);
  }
}

const TOO_OLD =
  'The export ends before what the event stream remembers, so every stream is rung at the end, from the log. ' +
  'To save that, make an incremental export first: npm run consumers -- export --incremental.';

function* described({ exports, to, apart }: ExportChain): Generator<string> {
  const [full, ...later] = exports;
  yield `export: ${full?.folder ?? ''} and ${later.length} incremental, up to ${new Date(to).toISOString()}`;
  for (const { folder, summary } of apart) {
    yield `passed over: ${folder}, as what came before ${summary.exportFromTime ?? 'it'} is missing`;
  }
}

/** A partition key may be anything that somebody has put on the stream. */
function isFollowed({ follows }: ConsumerEntry, stream: string): boolean {
  return follows.some((type) => stream.startsWith(`${type}#`));
}
