import { modules } from '../../src/composition/modules';
import { SystemController } from '../../src/composition/system.controller';
import { routesOf, type Route } from '../../src/http';
import { RouteTable } from '../../src/http/route';
import { matchOf } from '../access/bearer-of';
import type { Call } from './call';
import { collectionFile } from './files';

const routes = [SystemController, ...modules.flatMap(({ controllers }) => controllers)].flatMap(routesOf);
const table = new RouteTable(routes);

/** Refusals that any route may give, and that the collection must show once at least. */
const ofTheFrame = [
  'idempotency-key-reused',
  'malformed',
  'malformed-cursor',
  'method-not-allowed',
  'not-found',
  'not-readable-yet',
  'too-large',
  'unsupported-media-type',
  'version-mismatch',
];

/** Refusals that take minutes to come about: their context's own specs show them. */
const late = ['otp/password/expired'];

function keyOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** `GET /users/{id}` for `GET /users/{{annId}}?wait=5`; nothing for a path or method that no route has. */
function routeOf(send: string): string | undefined {
  const [method = '', target = ''] = send.split(' ');
  const match = matchOf(table, method, target.split('?')[0] ?? '');
  return match && keyOf(match.route);
}

/** What a context's own requests miss is added as a story: see scripts/postman/folders. */
describe('the Postman collection shows', () => {
  let calls: readonly Call[];
  let shown: ReadonlySet<string>;

  beforeAll(async () => {
    calls = (await collectionFile()).folders.flatMap((folder) => folder.calls);
    shown = new Set(
      calls.map(({ send, expect: { status, code } }) => `${routeOf(send) ?? 'none'}: ${code ?? status}`),
    );
  });

  it.each(routes.map(keyOf))('%s succeed', (route) => {
    expect([200, 202].some((status) => shown.has(`${route}: ${status}`))).toBe(true);
  });

  const refusals = routes.flatMap((route) =>
    route.refusals
      .flatMap(({ codes }) => codes.filter((code) => !late.includes(code)))
      .map((code) => [keyOf(route), code] as const),
  );

  it.each(refusals)('%s refused with %s', (route, code) => {
    expect(shown).toContain(`${route}: ${code}`);
  });

  it.each(ofTheFrame)('something refused with %s', (code) => {
    expect(calls.some((each) => each.expect.code === code)).toBe(true);
  });

  it('each kind of read as not modified', () => {
    expect(shown).toContain('GET /users/{id}: 304');
    expect(shown).toContain('GET /users/{id}/roles: 304');
    expect(shown).toContain('GET /users/{id}/events: 304');
  });
});
