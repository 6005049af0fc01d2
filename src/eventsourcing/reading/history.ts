import type { AggregateClass } from '../../kernel/aggregate-root';
import { DomainError } from '../../kernel/domain-error';
import { recordedEvents, versionAfter, streamOf, type RecordedEvent } from '../log/commit';
import type { EventLog } from '../log/event-log';
import { eventsOf, type EventsRequest, type HistoricEvent } from '../log/event-pages';
import type { Page } from '../page';

/** When to look at an aggregate: after the event of a version, or at a time. */
export type Moment = { readonly version: number } | { readonly time: Date };

/** How the events of one aggregate type become the row that shows the aggregate. */
export interface HistoryView<Row extends Versioned = Versioned> {
  /** The aggregate type: `iam/user`. */
  readonly type: string;
  /** The row before the first event. */
  initial(id: string): Row;
  /** The row with one more event of its stream. Its version is left to the history. @throws UnknownEventError */
  apply(row: Row, event: RecordedEvent): Row;
}

interface Versioned {
  readonly version: number;
}

/** The injection token of an aggregate's history. */
export function historyOf(aggregate: AggregateClass): symbol {
  return Symbol.for(`history of ${aggregate.type}`);
}

/** What happened to the aggregates of one type, told from the log itself: always as new as the last command. */
export class History<Row extends Versioned = Versioned> {
  constructor(
    private readonly type: string,
    private readonly view: HistoryView<Row>,
    private readonly log: EventLog,
  ) {
    if (view.type === type) return;
    const fix = `name a projection that follows ${type} as history in its manifest.`;
    throw new TypeError(`The history of ${type} cannot be told by a projection of ${view.type}; ${fix}`);
  }

  /**
   * A page of events, one by one: a page may end inside a commit, and the next one goes on there.
   *
   * @throws DomainError not-found when nothing has happened to the aggregate; malformed-cursor
   */
  async events(id: string, request: EventsRequest): Promise<Page<HistoricEvent>> {
    const page = await eventsOf(this.log, streamOf(this.type, id), request);
    if (page.rows.length === 0 && !request.after) throw this.notFound();
    return page;
  }

  /**
   * The row that the view shows of the aggregate as it was. All commits up to then are read and folded, so this
   * costs what a replay of them costs, and one request more to find out first whether there was anything.
   *
   * At a time means after the last commit not later than it, in the order of the stream: the clocks of two writers may
   * differ by a little, and the first commit that is later ends the tale.
   *
   * @throws DomainError not-found when nothing has happened to the aggregate, or not yet then
   */
  async at(id: string, moment: Moment): Promise<Row> {
    const stream = streamOf(this.type, id);
    await this.checkThen(stream, moment);
    let row = this.view.initial(id);
    const range = 'version' in moment ? { to: moment.version } : {};
    for await (const commit of this.log.read(stream, range)) {
      const events = recordedEvents(commit).filter((event) => hasHappened(event, moment));
      const last = events.at(-1);
      if (!last) break;
      for (const event of events) row = this.view.apply(row, event);
      row = { ...row, version: last.version };
    }
    return row;
  }

  /** Looks at the one commit that tells whether there was anything at the moment, before any other is read. */
  private async checkThen(stream: string, moment: Moment): Promise<void> {
    const order = 'version' in moment ? 'newest-first' : 'oldest-first';
    for await (const commit of this.log.read(stream, { order, expected: 1 })) {
      const [first] = recordedEvents(commit);
      const isThere =
        'version' in moment ? versionAfter(commit) >= moment.version : first && hasHappened(first, moment);
      if (isThere) return;
      throw this.notThen();
    }
    throw this.notFound();
  }

  private notFound(): DomainError {
    const name = this.type.slice(this.type.indexOf('/') + 1).replaceAll('-', ' ');
    return new DomainError('not-found', `${this.type}/not-found`, `There is no ${name} with this id.`);
  }

  private notThen(): DomainError {
    const message = 'There is no such version, or nothing had happened yet at this time.';
    return new DomainError('not-found', `${this.type}/version-not-found`, message);
  }
}

function hasHappened({ version, committedAt }: RecordedEvent, moment: Moment): boolean {
  if ('version' in moment) return version <= moment.version;
  return Date.parse(committedAt) <= moment.time.getTime();
}
