import { modules } from '../../src/composition/modules';
import { routesOf } from '../../src/http';
import { RouteTable } from '../../src/http/route';
import { bearerOf } from '../access/bearer-of';
import type { Call } from './call';

const table = new RouteTable(modules.flatMap(({ controllers }) => controllers.flatMap(routesOf)));

/** A role for whoever needs none. */
const ANY_ROLE = 'user';
const PLACE = /^\{\{(\w+)\}\}$/;

/**
 * The variable that holds the token of a call: `adminToken`, or `orgTokenOf_acmeId` of the one whose id is `acmeId`.
 *
 * @returns undefined for a route that is public
 */
export function tokenVariable({ send, subject = '' }: Pick<Call, 'send' | 'subject'>): string | undefined {
  const [method = '', target = ''] = send.split(' ');
  const bearer = bearerOf(table, method, target.split('?')[0] ?? '', subject);
  if (!bearer) return undefined;
  const [role = ANY_ROLE] = bearer.roles;
  const [, owner] = PLACE.exec(bearer.subject) ?? [];
  return owner === undefined ? `${role}Token` : `${role}TokenOf_${owner}`;
}

/**
 * Pre-request script of the collection: gets the token that a request asks for from the local runtime, unless the
 * environment has one of this name, which then is a token of whatever is at `baseUrl`.
 */
export const obtainTokens: readonly string[] = [
  "const asked = /\\{\\{(([a-z0-9-]+)Token(?:Of_(\\w+))?)\\}\\}/.exec(pm.request.headers.get('Authorization') ?? '');",
  'if (asked !== null && !pm.environment.has(asked[1])) {',
  '  const [, variable, role, owner] = asked;',
  "  const sub = owner === undefined ? '' : pm.variables.get(owner);",
  '  if (sub !== undefined && pm.collectionVariables.get(`${variable} is for`) !== sub) {',
  "    const query = `role=${role}${sub === '' ? '' : `&sub=${sub}`}`;",
  "    pm.sendRequest(`${pm.variables.get('baseUrl')}/_local/token?${query}`, (error, response) => {",
  '      if (error !== null) throw error;',
  '      pm.collectionVariables.set(variable, response.json().token);',
  '      pm.collectionVariables.set(`${variable} is for`, sub);',
  '    });',
  '  }',
  '}',
];
