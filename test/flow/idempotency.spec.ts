import { randomUUID } from 'node:crypto';
import { startRuntime, type Runtime } from '../../local/runtime';
import { many } from '../support/many';
import { Api, mustBe, type ApiAnswer } from './api';

const TIMES = 50;

describe('the same Idempotency-Key, sent 50 times at once through the whole API', () => {
  let runtime: Runtime;
  let api: Api;

  beforeAll(async () => {
    runtime = await startRuntime({ buildDirectory: '.local/test/flow-idempotency' });
    api = new Api(runtime.url);
  });

  afterAll(async () => {
    await runtime.stop();
  });

  const atOnce = (send: (index: number) => Promise<ApiAnswer>): Promise<ApiAnswer[]> =>
    many(TIMES, TIMES, send);

  /** Status and body, without what differs by request. */
  const kindsOf = (answers: readonly ApiAnswer[]): Set<string> =>
    new Set(
      answers.map(({ status, body: { id, version, code } }) =>
        JSON.stringify(status === 202 ? { status, id, version } : { status, code }),
      ),
    );
  const accepted = (id: string, version: number): string => JSON.stringify({ status: 202, id, version });
  const inProgress = JSON.stringify({ status: 409, code: 'idempotency-key-in-progress' });
  const reused = JSON.stringify({ status: 422, code: 'idempotency-key-reused' });

  const typesOf = async (id: string): Promise<unknown[]> =>
    (await api.all(`/users/${id}/events`)).map(({ type }) => type);

  it('registers one user, and every answer is the same or says that the first is under way', async () => {
    const id = randomUUID();
    const headers = { 'idempotency-key': randomUUID() };
    const register = (): Promise<ApiAnswer> =>
      api.post('/users', { id, email: `${id}@example.com` }, headers);
    const kinds = kindsOf(await atOnce(register));
    expect(kinds).toContain(accepted(id, 1));
    kinds.delete(inProgress);
    expect([...kinds]).toEqual([accepted(id, 1)]);

    expect(await typesOf(id)).toEqual(['iam/user/registered']);
    expect(mustBe(202, await register()).body).toEqual({ id, version: 1 });
  });

  it('renames a user once, whatever has happened to them since', async () => {
    const id = await api.user();
    const headers = { 'idempotency-key': randomUUID() };
    const rename = (): Promise<ApiAnswer> =>
      api.put(`/users/${id}`, { firstName: 'Ann', lastName: 'Lee' }, headers);
    const kinds = kindsOf(await atOnce(rename));
    kinds.delete(inProgress);
    expect([...kinds]).toEqual([accepted(id, 2)]);

    mustBe(202, await api.put(`/users/${id}/disable`));
    expect(mustBe(202, await rename()).body).toEqual({ id, version: 2 });
    expect(await typesOf(id)).toEqual(['iam/user/registered', 'iam/user/names-updated', 'iam/user/disabled']);
  });

  it('lets one of 50 different requests pass, and refuses the others', async () => {
    const id = await api.user();
    const headers = { 'idempotency-key': randomUUID() };
    const rename = (index: number): Promise<ApiAnswer> =>
      api.put(`/users/${id}`, { firstName: `Ann ${index}`, lastName: 'Lee' }, headers);
    const answers = await atOnce(rename);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    const kinds = kindsOf([...answers, await rename(TIMES)]);
    kinds.delete(inProgress);
    expect([...kinds].sort()).toEqual([accepted(id, 2), reused]);
    expect(await typesOf(id)).toEqual(['iam/user/registered', 'iam/user/names-updated']);
  });

  it('has no effect on requests with keys of their own', async () => {
    const id = await api.user();
    const roles = await many(10, 10, () => api.role());
    const answers = await many(10, 10, (index) =>
      api.post(`/users/${id}/roles`, { roleId: roles[index] }, { 'idempotency-key': `${id}-${index}` }),
    );
    const versions = answers.map((answer) => Number(mustBe(202, answer).body.version));
    expect(versions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
