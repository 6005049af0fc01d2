import { randomUUID } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { decodeJwt } from 'jose';
import { localClientConfig } from '../../local/services/provision/client-config';
import { startRuntime, type Runtime } from '../../local/runtime';
import { letIn, type Bearer } from '../../scripts/access/let-in';
import { contexts } from '../../src/composition/modules';
import { SystemController } from '../../src/composition/system.controller';
import { routesOf, type Route } from '../../src/http';
import {
  signerAt,
  type NewKey,
  type SigningKeySet,
  type VerificationKeySet,
} from '../../src/identity/key-set';
import { makeKey } from '../../src/identity/make-key';
import { TokenForge } from '../support/identity/token-forge';
import { tokenOf } from '../../scripts/token/token-of';

const controllers = contexts.flatMap(({ aggregates }) => aggregates.flatMap((each) => each.controllers));
const routes = [...controllers, SystemController].flatMap(routesOf);

/** What a cell of the matrix sends as its token, for a bearer whom the route would let in. */
type Forged = (forge: TokenForge, bearer: Bearer) => string | undefined;

const claimsOf = ({ subject, roles: [role = 'user'] }: Bearer): { sub: string; role: string } => ({
  sub: subject,
  role,
});

/** A key that is not the application's. */
let stranger: NewKey;

/** Tokens that no route takes, and what it answers: 403 comes from the gateway, which tells nobody why. */
const bad: readonly (readonly [name: string, status: 401 | 403, forged: Forged])[] = [
  ['no token', 401, () => undefined],
  ['an expired token', 401, (forge, of) => forge.token({ ...claimsOf(of), exp: forge.now - 120 })],
  ['a token of later', 403, (forge, of) => forge.token({ ...claimsOf(of), nbf: forge.now + 600 })],
  ['a token made later', 403, (forge, of) => forge.token({ ...claimsOf(of), iat: forge.now + 600 })],
  ['another signature', 403, (forge, of) => forge.token(claimsOf(of), {}, stranger)],
  ['an unknown kid', 403, (forge, of) => forge.token(claimsOf(of), { kid: stranger.kid }, stranger)],
  ['alg: none', 403, (forge, of) => forge.unsignedToken('none', claimsOf(of))],
  ['the public key as a secret', 403, (forge, of) => forge.hmacToken(publicKeyOf(forge), claimsOf(of))],
  ['another issuer', 403, (forge, of) => forge.token({ ...claimsOf(of), iss: 'https://elsewhere.example' })],
  ['another audience', 403, (forge, of) => forge.token({ ...claimsOf(of), aud: 'elsewhere' })],
  ['no role', 403, (forge, of) => forge.token({ ...claimsOf(of), role: undefined })],
  ['no token in it', 403, () => 'nonsense'],
];

function publicKeyOf({ key }: TokenForge): string {
  return JSON.stringify(key.publicJwk);
}

/** A path of the route, and its parameters. */
function pathOf({ path }: Route): { readonly path: string; readonly parameters: Record<string, string> } {
  const parameters: Record<string, string> = {};
  const filled = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => (parameters[name] = randomUUID()));
  return { path: filled, parameters };
}

const keyOf = ({ method, path }: Route): string => `${method} ${path}`;
const isPublic = ({ access }: Route): boolean => access.kind === 'public';
const guarded = routes.filter((route) => !isPublic(route));

/** Every route of the manifests, as a client finds it behind the gateway and its authorizer. */
describe('the access matrix', () => {
  let runtime: Runtime;
  let forge: TokenForge;
  let cells = 0;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-access-matrix' });
    [forge, stranger] = await Promise.all([forgeOf(runtime), makeKey()]);
  }, 60_000);

  afterAll(async () => {
    await runtime.stop();
    process.stdout.write(`access matrix: ${routes.length} routes, ${cells} cells\n`);
  });

  const ask = async (
    { method }: Route,
    path: string,
    token: string | undefined,
  ): Promise<{ readonly status: number; readonly code: unknown }> => {
    cells += 1;
    const response = await fetch(`${runtime.url}${path}`, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    return { status: response.status, code: text && (JSON.parse(text) as { code?: unknown }).code };
  };

  describe.each(guarded.map((route) => [keyOf(route), route] as const))('%s', (_, route) => {
    const { path, parameters } = pathOf(route);
    const bearers = letIn(route.access, parameters, randomUUID());

    it.each(bad)('is closed to %s', async (_name, status, forged) => {
      for (const bearer of bearers) {
        expect(await ask(route, path, forged(forge, bearer))).toMatchObject({ status });
      }
    });

    it('is open to whom its @Access names', async () => {
      for (const bearer of bearers) {
        const { status } = await ask(route, path, forge.token(claimsOf(bearer)));
        expect([401, 403]).not.toContain(status);
        expect(status).toBeLessThan(500);
      }
    });

    it('is closed to another role, and to who owns something else', async () => {
      const other = { sub: randomUUID(), role: 'nobody-in-particular' };
      const { status, code } = await ask(route, path, forge.token(other));
      if (bearers.some(({ roles, subject }) => roles.length === 0 && subject !== parameters.id)) {
        expect(status).not.toBe(403);
      } else {
        expect({ status, code }).toEqual({ status: 403, code: 'forbidden' });
      }
      for (const { roles, subject } of bearers.filter((each) =>
        Object.values(parameters).includes(each.subject),
      )) {
        const someone = { subject: subject.replace(/.$/u, (last) => (last === '0' ? '1' : '0')), roles };
        expect(await ask(route, path, forge.token(claimsOf(someone)))).toEqual({
          status: 403,
          code: 'forbidden',
        });
      }
    });
  });

  it.each(routes.filter(isPublic).map((route) => [keyOf(route), route] as const))(
    '%s is open to everybody, whatever they send',
    async (_, route) => {
      const { path } = pathOf(route);
      for (const token of [undefined, 'nonsense', forge.unsignedToken('none')]) {
        expect([401, 403]).not.toContain((await ask(route, path, token)).status);
      }
    },
  );

  it('tells an honest client that its token has expired', async () => {
    const [route] = guarded;
    if (!route) throw new Error('No route is guarded.');
    const { path, parameters } = pathOf(route);
    const [bearer = { subject: '', roles: [] }] = letIn(route.access, parameters, randomUUID());
    const token = forge.token({ ...claimsOf(bearer), exp: forge.now - 120 });
    expect(await ask(route, path, token)).toEqual({ status: 401, code: 'token-expired' });
  });
});

/** Makes tokens that differ from those of the application in what they are asked to. */
async function forgeOf({ url, endpoints }: Runtime): Promise<TokenForge> {
  const client = new SecretsManagerClient(localClientConfig(endpoints.secretsmanager));
  const secret = async <T>(SecretId: string): Promise<T> => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString) as T;
  };
  try {
    const signer = signerAt(await secret<SigningKeySet>('SigningKeys'), Date.now() / 1000);
    const { keys } = await secret<VerificationKeySet>('VerificationKeys');
    const publicJwk = keys.find(({ kid }) => kid === signer?.kid);
    if (!signer || !publicJwk) throw new Error('The application has no key that signs.');
    const { iss = '', aud = '' } = decodeJwt(await tokenOf(url, { role: 'admin' }));
    const settings = { issuer: iss, audience: String(aud) };
    return TokenForge.by({ ...signer, publicJwk }, settings, Math.floor(Date.now() / 1000));
  } finally {
    client.destroy();
  }
}
