import type { HttpAnswer } from '../gateway/http-answer';
import { Desk, type DeskRequest } from '../status/desk';
import type { Json } from '../template/json';
import { faultOrder, type Surroundings, type WrongField } from './fault-order';
import type { Faults } from './faults';
import { showsToken } from './faults-token';

const PROBLEM = { 'content-type': 'application/problem+json' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** `/_local/faults`: what goes wrong is ordered by POST, listed by GET and cleared by DELETE, for who shows the token. */
export function faultsDesk(faults: Faults, token: string, surroundings: Surroundings): Desk {
  const guarded =
    (answer: (request: DeskRequest) => HttpAnswer | Promise<HttpAnswer>) =>
    async (request: DeskRequest): Promise<HttpAnswer> => {
      if (!request.isLoopback)
        return forbidden('Faults are ordered from this machine, on an address of loopback.');
      if (!showsToken(request.authorization, token))
        return forbidden(
          'Send "authorization: Bearer <token>" with what npm start has written to .local/faults-token.<port>.',
        );
      return answer(request);
    };
  return new Desk({
    GET: guarded(() => json(200, { faults: faults.list() })),
    POST: guarded(async (request) => {
      const order = faultOrder(await inputOf(request), surroundings);
      return Array.isArray(order) ? invalid(order) : json(201, faults.add(order));
    }),
    DELETE: guarded(() => {
      const cleared = faults.list();
      faults.clear();
      return json(200, { cleared });
    }),
  });
}

/** What is no JSON is refused like any other that is no object. */
async function inputOf(request: DeskRequest): Promise<Json> {
  try {
    return JSON.parse((await request.body())?.toString('utf8') ?? 'null') as Json;
  } catch {
    return null;
  }
}

function json(status: number, body: object): HttpAnswer {
  return { status, headers: JSON_TYPE, body: `${JSON.stringify(body, undefined, 2)}\n` };
}

function forbidden(detail: string): HttpAnswer {
  return problem(403, 'forbidden', 'Not allowed', { detail });
}

function invalid(errors: readonly WrongField[]): HttpAnswer {
  const detail = errors.map(({ field, message }) => `${field} ${message}.`).join(' ');
  return problem(400, 'invalid', 'Malformed request', { detail, errors });
}

/** RFC 9457, as the application's own API has it. */
function problem(status: number, name: string, title: string, more: object): HttpAnswer {
  const code = `local/faults/${name}`;
  const body = JSON.stringify({ type: `/problems/${code}`, title, status, ...more, code });
  return { status, headers: PROBLEM, body };
}
