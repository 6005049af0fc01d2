import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** Registers a user as an administrator and reads it back, through the whole pipeline. @throws Error naming what was not as expected */
export async function driveApi(url: string, token: string): Promise<void> {
  const id = randomUUID();
  const email = `${id}@example.com`;
  const authorization = `Bearer ${token}`;

  const registered = await fetch(`${url}/users`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ id, email }),
  });
  await expectAnswer('POST /users', registered, 202, { id, version: 1 });

  const found = await readable(`${url}/users/${id}?minVersion=1`, authorization);
  await expectAnswer(`GET /users/${id}`, found, 200, { id, email, version: 1 });
}

/** Asks until the read side has the version that the address names, or for half a minute. */
async function readable(address: string, authorization: string): Promise<Response> {
  for (const deadline = Date.now() + 30_000; ;) {
    const response = await fetch(address, { headers: { authorization } });
    if (response.status !== 504 || Date.now() > deadline) return response;
  }
}

/** @param fields that the body must have, whatever else it has */
async function expectAnswer(
  request: string,
  response: Response,
  status: number,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const text = await response.text();
  const body: unknown = JSON.parse(text);
  const same = (key: string, value: unknown): boolean =>
    typeof body === 'object' && body !== null && isDeepStrictEqual(Reflect.get(body, key), value);
  if (response.status === status && Object.entries(fields).every(([key, value]) => same(key, value))) {
    console.log(`ok    ${request}: ${status} ${text}`);
    return;
  }
  throw new Error(
    `${request}: ${response.status} ${text}, expected ${status} with ${JSON.stringify(fields)}`,
  );
}
