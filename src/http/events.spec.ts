import type { EventsRequest, HistoricEvent } from '../eventsourcing/log/event-pages';
import type { Page } from '../eventsourcing/page';
import type { DomainEvent } from '../kernel/domain-event';
import { eventSource } from '../kernel/event-source';
import { eventView, listedEvents } from './events';
import { EventListRequest } from './requests';

type NoteEvent =
  | DomainEvent<'notes/note/written', { text: string; draft: string }>
  | DomainEvent<'notes/note/indexed', { shard: number }>;

const noteEvents = eventSource<NoteEvent>({
  type: 'notes/note',
  views: { 'notes/note/written': ({ text }) => ({ text }) },
});

function historic(version: number, { type, data }: NoteEvent): HistoricEvent {
  const committedAt = '2026-11-21T09:30:00.000Z';
  return {
    version,
    type,
    data,
    committedAt,
    commitId: 'c',
    actor: 'ann',
    correlationId: 'x',
    causationId: 'y',
  };
}

const written = (version: number): HistoricEvent =>
  historic(version, { type: 'notes/note/written', data: { text: 'Buy milk', draft: 'Buy' } });
const indexed = (version: number): HistoricEvent =>
  historic(version, { type: 'notes/note/indexed', data: { shard: 3 } });

describe(eventView, () => {
  it('shows what the view of its type shows, and who did it when', () => {
    const { version, type, committedAt, commitId, actor, correlationId, causationId } = written(2);
    expect(eventView(noteEvents, written(2))).toEqual({
      ...{ version, type, committedAt, commitId, actor, correlationId, causationId },
      data: { text: 'Buy milk' },
    });
  });

  it('shows nothing of an event without a view', () => {
    expect(eventView(noteEvents, indexed(1))).toBeUndefined();
  });

  it.each(['toString', 'constructor', '__proto__'])('takes no inherited member for a view: %s', (type) => {
    expect(eventView(noteEvents, { ...indexed(1), type })).toBeUndefined();
  });
});

describe(listedEvents, () => {
  const log = [written(1), indexed(2), indexed(3), written(4), indexed(5)];
  const history = {
    events: async (_: string, { limit, after }: EventsRequest): Promise<Page<HistoricEvent>> => {
      const start = Number(after?.version ?? 0);
      const more = start + limit < log.length;
      const rows = log.slice(start, start + limit);
      return Promise.resolve(more ? { rows, next: { version: String(start + limit) } } : { rows });
    },
  };

  it.each([1, 2, 3, 5, 9])('leads to every event that is shown, by pages of %i looked at', async (limit) => {
    const seen: unknown[] = [];
    const pages: number[] = [];
    let cursor: string | undefined;
    do {
      const request = Object.assign(new EventListRequest(), { limit }, cursor && { cursor });
      const { body } = await listedEvents(noteEvents, history, 'n', request);
      const page = body as { items: { version: number }[]; cursor?: string };
      seen.push(...page.items.map(({ version }) => version));
      pages.push(page.items.length);
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(seen).toEqual([1, 4]);
    expect(pages).toHaveLength(Math.ceil(log.length / limit));
  });
});
