import { IsInt, IsObject, IsString, Min } from 'class-validator';
import type { HistoricEvent } from '../eventsourcing/log/event-pages';
import type { History } from '../eventsourcing/reading/history';
import type { DomainEvent } from '../kernel/domain-event';
import { publicView, type EventSource } from '../kernel/event-source';
import { listed, type Answer, type PageOfEvents, type Shape, type ViewClass } from './answer';
import { Describe } from './describe';
import type { EventListRequest } from './requests';
import { RouteDefinitionError } from './route';

/** Something that happened to an aggregate, as its public view shows it. */
export class EventView {
  @Describe('Of the aggregate, once this had happened.', 1)
  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('What happened: context, aggregate, event.', 'iam/user/registered')
  @IsString()
  readonly type!: string;

  @Describe('The public view of this type, as it is declared today, whenever the event was stored.')
  @IsObject()
  readonly data!: Readonly<Record<string, unknown>>;

  @Describe('ISO 8601, UTC, to the millisecond.', '2026-11-21T09:30:00.000Z')
  @IsString()
  readonly committedAt!: string;

  @Describe('Events with the same one happened as one: all of them or none.')
  @IsString()
  readonly commitId!: string;

  @Describe('Who did it.', 'anonymous')
  @IsString()
  readonly actor!: string;

  @Describe('The conversation that it belongs to (`x-correlation-id`).')
  @IsString()
  readonly correlationId!: string;

  @Describe('Id of the request or commit that directly caused it.')
  @IsString()
  readonly causationId!: string;
}

/** The view of an event that says no more than that it happened. */
export const NoData: ViewClass = Object;

/** For each type of event that can be shown, the class that its public view looks like. */
type ViewClasses<E extends DomainEvent> = Readonly<Partial<Record<E['type'], ViewClass>>>;

/**
 * Documents a page of events: `@Answers(EventsOf(userEvents, { 'iam/user/registered': UserRegistered }))`.
 *
 * @throws RouteDefinitionError unless each type with a public view has its class, and no other type has one
 */
export function EventsOf<E extends DomainEvent>(
  source: EventSource<E>,
  classes: NoInfer<ViewClasses<E>>,
): PageOfEvents {
  const eventsOf = classes as Readonly<Record<string, ViewClass>>;
  const shown = Object.keys(source.views);
  const missing = shown.find((type) => !Object.hasOwn(eventsOf, type));
  const hidden = Object.keys(eventsOf).find((type) => !shown.includes(type));
  const fix =
    missing === undefined
      ? hidden && `remove ${hidden}, which has no public view`
      : `add a class for ${missing}, which has a public view`;
  if (fix) throw new RouteDefinitionError(`EventsOf ${source.type}`, `${fix}.`);
  return { source: source, eventsOf };
}

/** What is shown of an event: nothing of one whose source declares no public view of it. */
export function eventView(source: EventSource, event: HistoricEvent): Shape<EventView> | undefined {
  const data = publicView(source, event);
  if (!data) return undefined;
  const { version, type, committedAt, commitId, actor, correlationId, causationId } = event;
  return { version, type, data: { ...data }, committedAt, commitId, actor, correlationId, causationId };
}

/**
 * Answers with one page of what happened to an aggregate. The page is bounded by the events that are looked at: one
 * that stays inside takes a place and shows nothing.
 *
 * @throws DomainError not-found, malformed-cursor
 */
export async function listedEvents(
  source: EventSource,
  history: Pick<History, 'events'>,
  id: string,
  request: EventListRequest,
): Promise<Answer> {
  const { order } = request;
  return listed(
    ['events', id, order],
    request,
    (page) => history.events(id, { ...page, order }),
    (event) => eventView(source, event),
  );
}
