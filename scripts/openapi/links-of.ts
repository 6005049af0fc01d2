import { isAccepted } from '../../src/http/answer';
import type { Route } from '../../src/http/route';
import type { Link } from './openapi-document';
import { operationIdOf } from './operation-id';

/** Where a good answer leads: from a command to what came of it, from a page to the next one. */
export function linksOf(route: Route, routes: readonly Route[]): Readonly<Record<string, Link>> {
  if (route.answers.some(isAccepted)) return find(route, routes);
  return route.answers.some((answer) => 'pageOf' in answer || 'eventsOf' in answer) ? nextPage(route) : {};
}

/** The read of the aggregate that the command went to: `/users/{id}`, of the same controller. */
function find({ controller }: Route, routes: readonly Route[]): Readonly<Record<string, Link>> {
  const read = routes.find(
    (each) => each.controller === controller && each.method === 'GET' && /^\/[^/]+\/\{id\}$/.test(each.path),
  );
  if (read === undefined) return {};
  return {
    find: {
      operationId: operationIdOf(read),
      description: 'What came of it, as soon as it can be read.',
      parameters: { id: '$response.body#/id', minVersion: '$response.body#/version' },
    },
  };
}

function nextPage(route: Route): Readonly<Record<string, Link>> {
  const owner = route.path.includes('{id}') ? { id: '$request.path.id' } : {};
  return {
    nextPage: {
      operationId: operationIdOf(route),
      description: 'The next page, as long as there is a `cursor`.',
      parameters: { ...owner, cursor: '$response.body#/cursor' },
    },
  };
}
