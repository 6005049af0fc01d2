import { DomainError } from '../../kernel/domain-error';
import { recordedEvents, type Commit, type RecordedEvent } from './commit';
import type { EventLog, ReadRange } from './event-log';
import type { Page, PageRequest } from '../page';

/** An event with all that the log knows of it. */
export type HistoricEvent = Omit<RecordedEvent, 'id'> &
  Pick<Commit, 'commitId' | 'actor' | 'correlationId' | 'causationId'>;

export interface EventsRequest extends Omit<PageRequest, 'consistent'> {
  readonly order: 'oldest' | 'newest';
}

/** The event that a page of history begins with. */
interface PageStart {
  /** Version of the first event of its commit. */
  readonly commit: number;
  readonly version: number;
}

const VERSION = /^[1-9]\d{0,14}$/;

/**
 * A page of the events of a stream, one by one: it may end inside a commit, and the next one goes on there.
 *
 * @throws DomainError malformed-cursor
 */
export async function eventsOf(
  log: EventLog,
  stream: string,
  { limit, order, after }: EventsRequest,
): Promise<Page<HistoricEvent>> {
  const place = after && pageStartOf(after);
  const rows: HistoricEvent[] = [];
  // One more than asked for tells the last page from one that happens to be full.
  const range = { ...rangeFrom(order, place), expected: limit + 1 };
  let start = place;
  for await (const commit of log.read(stream, range)) {
    const events = eventsFrom(commit, order, start);
    start = undefined;
    for (const event of events) {
      if (rows.length === limit) return { rows, next: beginsAt(commit, event) };
      rows.push(event);
    }
  }
  return { rows };
}

/** Commits are found by the version of their first event, so the one that a page goes on in is named by it. */
function rangeFrom(order: EventsRequest['order'], place: PageStart | undefined): ReadRange {
  if (order === 'newest') return { order: 'newest-first', ...(place && { to: place.commit }) };
  return { order: 'oldest-first', ...(place && { from: place.commit }) };
}

function eventsFrom(
  commit: Commit,
  order: EventsRequest['order'],
  place: PageStart | undefined,
): readonly HistoricEvent[] {
  const { commitId, actor, correlationId, causationId } = commit;
  const events = recordedEvents(commit).map(({ version, type, data, committedAt }) => ({
    ...{ version, type, data, committedAt },
    ...{ commitId, actor, correlationId, causationId },
  }));
  if (order === 'newest') return events.filter(({ version }) => !place || version <= place.version).reverse();
  return events.filter(({ version }) => !place || version >= place.version);
}

function beginsAt(commit: Commit, event: { readonly version: number }): Readonly<Record<string, string>> {
  return { commit: String(commit.version), version: String(event.version) };
}

/**
 * @param after what `beginsAt` made, or what a client made up: any place in the stream is as good as another
 * @throws DomainError malformed-cursor
 */
function pageStartOf(after: Readonly<Record<string, unknown>>): PageStart {
  const { commit, version, ...more } = after;
  const isPlace = isVersion(commit) && isVersion(version) && Object.keys(more).length === 0;
  if (isPlace && Number(commit) <= Number(version))
    return { commit: Number(commit), version: Number(version) };
  throw new DomainError(
    'malformed',
    'malformed-cursor',
    'The cursor is not of this list; start again without.',
  );
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && VERSION.test(value);
}
