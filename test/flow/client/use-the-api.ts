/**
 * A client whose types are generated from openapi.json: `tsx use-the-api.ts <url> <user id> <role id> <token>`. It is compiled
 * and run by generated-client.spec.ts, beside the `api.d.ts` that is generated there.
 */
import createClient from 'openapi-fetch';
import type { components, paths } from './api';

type UserEvent = components['schemas']['IamUserEvent'];

const [url = '', userId = '', roleId = '', token = ''] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });

/** What happened, in words: every type of event is known, each with its data. */
function told(event: UserEvent): string {
  switch (event.type) {
    case 'iam/user/registered':
      return `registered ${event.data.email}`;
    case 'iam/user/names-updated':
      return `called ${event.data.firstName} ${event.data.lastName}`;
    case 'iam/user/role-added':
      return `became ${event.data.roleName}`;
    case 'iam/user/role-removed':
      // @ts-expect-error this one tells the id of the role alone
      return `lost ${event.data.roleId} ${String(event.data.roleName)}`;
    case 'iam/user/disabled':
      return 'disabled';
  }
}

async function main(): Promise<object> {
  const email = `${userId}@example.com`;
  const registered = await api.POST('/users', { body: { id: userId, email } });
  if (!registered.data) throw new Error(JSON.stringify(registered.error));

  const again = await api.POST('/users', { body: { id: userId, email } });
  const refusal = again.error && 'code' in again.error ? again.error.code : undefined;
  // @ts-expect-error no refusal of this route has this code
  if (refusal === 'iam/role/already-created') throw new Error('impossible');

  await api.POST('/roles', { body: { id: roleId, name: `Writer ${roleId}` } });
  const path = { id: userId };
  await api.PUT('/users/{id}', {
    params: { path, header: { 'If-Match': '"1"', 'Idempotency-Key': userId } },
    body: { firstName: 'Ann', lastName: 'Lee' },
  });
  const added = await api.POST('/users/{id}/roles', { params: { path }, body: { roleId } });
  const version = added.data?.version ?? 0;

  const found = await api.GET('/users/{id}', { params: { path, query: { minVersion: version, wait: 5 } } });
  const users = await api.GET('/roles/{id}/users', {
    params: { path: { id: roleId }, query: { minVersion: version, of: `user:${userId}` } },
  });
  const events = await api.GET('/users/{id}/events', { params: { path, query: { order: 'oldest' } } });

  return {
    refusal,
    email: found.data?.email,
    members: users.data?.items.map(({ firstName }) => firstName),
    events: events.data?.items.map(told),
  };
}

/** What does not compile: paths, fields and values that the document does not have. */
export async function mistakes(): Promise<void> {
  // @ts-expect-error no such path
  await api.GET('/groups');
  // @ts-expect-error the id is missing
  await api.POST('/users', { body: { email: 'ann@example.com' } });
  // @ts-expect-error no such order
  await api.GET('/users/{id}/events', { params: { path: { id: userId }, query: { order: 'upwards' } } });
}

console.log(JSON.stringify(await main()));
