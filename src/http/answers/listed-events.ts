import type { History } from '../../eventsourcing/reading/history';
import type { EventListRequest } from '../dto/event-list.request';
import type { Answer } from './answer';
import { eventView } from './event.view';
import { listed } from './listed';

/** Answers with one page of what happened to an aggregate. @throws DomainError not-found, malformed-cursor */
export async function listedEvents(
  history: Pick<History, 'events'>,
  id: string,
  request: EventListRequest,
): Promise<Answer> {
  const { order } = request;
  return listed(['events', id, order], request, (page) => history.events(id, { ...page, order }), eventView);
}
