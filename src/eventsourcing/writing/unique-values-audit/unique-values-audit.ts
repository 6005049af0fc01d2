import type { AggregateModule } from '../../aggregate-module';
import { uniqueValueKey } from '../unique-value';
import { Repository } from '../repository';
import type { WritingPorts } from '../event-store';
import { parseStream } from '../../log/commit';
import type { Reservations, StreamAt } from './reservations';
import { differenceOf, type ReservationFacts, type Difference } from './difference';

/** Names in one page of the log: more than the store finds at once, so that it never looks for one twice. */
const PAGE = 10_000;
/** Aggregates that are loaded at the same time. */
const WIDTH = 32;
/** Aggregates that are heard about one unique value: more are not needed to see a dispute, nor fit into a transaction. */
const WITNESSES = 50;
/** Looks at a unique value whose aggregates change all the while. */
const LOOKS = 100;
/** Tries to mend a unique value whose aggregates change all the while. */
const TRIES = 5;

export interface AuditReport {
  /** Aggregates and stored unique values that were compared. */
  readonly aggregates: number;
  readonly uniqueValues: number;
  /** In the order of their keys. */
  readonly differences: readonly Difference[];
}

/** What the log says of one stream. */
interface Holding extends StreamAt {
  /** Keys of the unique values that its state has. */
  readonly keys: ReadonlySet<string>;
}

type HoldingReader = (id: string) => Promise<Omit<Holding, 'stream'>>;

type Module = Pick<AggregateModule, 'aggregate' | 'uniqueValues'>;

/**
 * Compares the stored unique values with the log, both ways, while commands go on.
 *
 * Every aggregate is loaded, and so is the holder of every unique value, so it needs memory for the differences alone. What
 * looks wrong at first sight may have changed between two reads; it counts only after a second look that shows the
 * unique value and its aggregates as they were at one moment.
 */
export class UniqueValuesAudit {
  private readonly readers: ReadonlyMap<string, HoldingReader>;

  constructor(
    private readonly modules: readonly Module[],
    private readonly ports: WritingPorts,
    private readonly holders: Reservations,
  ) {
    this.readers = new Map(modules.map((module) => [module.aggregate.type, holdingReader(module, ports)]));
  }

  /** @throws Error for a unique value that is held by an aggregate of a type without a manifest; UnknownEventError */
  async run(): Promise<AuditReport> {
    const suspects = new Suspects();
    const aggregates = await this.walkLog(suspects);
    const uniqueValues = await this.walkClaims(suspects);
    const differences: Difference[] = [];
    await eachOf([...suspects], async ([key, streams]) => {
      const difference = differenceOf(await this.look(key, [...streams].sort()));
      if (difference) differences.push(difference);
    });
    return { aggregates, uniqueValues, differences: differences.sort((a, b) => (a.key < b.key ? -1 : 1)) };
  }

  /** Corrects the stored unique value. @returns the difference that is left, if there still is one */
  async mend(difference: Difference): Promise<Difference | undefined> {
    let left: Difference | undefined = difference;
    for (let tries = 0; tries < TRIES && left && left.kind !== 'disputed'; tries += 1) {
      const { key, owner: from, wantedBy, given } = left;
      const [to] = wantedBy;
      await this.holders.correct({ key, given, ...(from && { from }), ...(to && { to }) });
      const streams = given.map(({ stream }) => stream);
      left = differenceOf(await this.look(key, streams));
    }
    return left;
  }

  /** Finds what aggregates have and do not hold. */
  private async walkLog(suspects: Suspects): Promise<number> {
    let count = 0;
    for (const { aggregate } of this.modules) {
      let after: string | undefined;
      do {
        const page = await this.ports.directory.streams(aggregate.type, PAGE, after);
        await eachOf(page.streams, async (stream) => {
          const { keys } = await this.holdingOf(stream);
          for (const key of keys) {
            if ((await this.holders.ownerOf(key)) !== stream) suspects.add(key, stream);
          }
        });
        count += page.streams.length;
        after = page.next;
      } while (after !== undefined);
    }
    return count;
  }

  /** Finds what is held by those who do not have it. */
  private async walkClaims(suspects: Suspects): Promise<number> {
    let count = 0;
    for await (const page of this.holders.pages()) {
      await eachOf(page, async ({ key, owner }) => {
        const { keys } = await this.holdingOf(owner);
        if (!keys.has(key)) suspects.add(key, owner);
      });
      count += page.length;
    }
    return count;
  }

  /** A reservation and its streams as of one moment: that of the transaction that reads the owner. */
  private async look(key: string, suspects: readonly string[]): Promise<ReservationFacts> {
    const streams = new Set(suspects.slice(0, WITNESSES));
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const holdings = await Promise.all([...streams].sort().map((stream) => this.holdingOf(stream)));
      const given = holdings.map(({ stream, version }) => ({ stream, version }));
      const seen = await this.holders.ownerGiven(key, given);
      if (seen === 'outdated') continue;
      const { owner } = seen;
      if (owner === undefined || streams.has(owner)) {
        const wantedBy = holdings.filter(({ keys }) => keys.has(key)).map(({ stream }) => stream);
        return { key, wantedBy, given, ...(owner !== undefined && { owner }) };
      }
      streams.add(owner);
    }
    throw new Error(`${[...streams].join(' and ')} change too fast to be compared; audit again later.`);
  }

  private async holdingOf(stream: string): Promise<Holding> {
    const { type, id } = parseStream(stream);
    const read = this.readers.get(type);
    if (!read)
      throw new Error(`${stream} holds a unique value, but no manifest lists ${type}; audit with its code.`);
    return { stream, ...(await read(id)) };
  }
}

function holdingReader({ aggregate: type, uniqueValues }: Module, ports: WritingPorts): HoldingReader {
  const repository = new Repository(type, uniqueValues, ports);
  return async (id) => {
    const aggregate = await repository.findOne(id);
    if (!aggregate) return { version: 0, keys: new Set() };
    return { version: aggregate.version, keys: new Set(uniqueValues(aggregate.state).map(uniqueValueKey)) };
  };
}

/** By unique value key, the streams whose part in it looks wrong. */
class Suspects extends Map<string, Set<string>> {
  add(key: string, stream: string): void {
    this.set(key, (this.get(key) ?? new Set<string>()).add(stream));
  }
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += WIDTH) {
    await Promise.all(items.slice(start, start + WIDTH).map(work));
  }
}
