import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/local/eventually';
import { many } from '../../support/many';
import { mustBe } from '../api';
import { OtpApi } from '../otp/otp-api';
import type { FailureWorld } from './failure-world';

/** Writes something and sees that it comes out right. @param trouble to be called when things are to go wrong */
export type Story = (world: FailureWorld, trouble: () => Promise<void>) => Promise<void>;

/** Milliseconds. */
export const PATIENCE = 20_000;

/** Of a user. */
export const RENAMED = ['iam/user/registered', 'iam/user/names-updated'];

/** One command, whose client asks again until it gets an answer. */
export const rename: Story = async (world, trouble) => {
  const id = await world.user();
  await trouble();
  await world.accepted({ method: 'PUT', path: `/users/${id}`, body: { firstName: 'Ann', lastName: 'Lee' } });
  await world.mustHave(id, RENAMED, { version: 2, firstName: 'Ann', lastName: 'Lee' });
};

/** So many that a batch has several of them. */
export const SEVERAL = 6;

export const renameSeveral: Story = async (world, trouble) => {
  const ids = await many(SEVERAL, SEVERAL, () => world.user());
  await trouble();
  await many(SEVERAL, SEVERAL, async (index) => {
    const path = `/users/${ids[index] ?? ''}`;
    await world.accepted({ method: 'PUT', path, body: { firstName: 'Ann', lastName: `Lee ${index}` } });
  });
  for (const [index, id] of ids.entries())
    await world.mustHave(id, RENAMED, { version: 2, lastName: `Lee ${index}` });
};

/** The process takes the role from its holder, once. */
export const disableRole: Story = async (world, trouble) => {
  const [id, roleId] = [await world.user(), await world.api.role()];
  mustBe(202, await world.api.post(`/users/${id}/roles`, { roleId }));
  await world.mustHave(id, ['iam/user/registered', 'iam/user/role-added'], { version: 2 });
  await world.rest();
  await trouble();
  mustBe(202, await world.api.put(`/roles/${roleId}/disable`));
  const types = ['iam/user/registered', 'iam/user/role-added', 'iam/user/role-removed'];
  await eventually(async () => {
    await world.mustHave(id, types, { version: 3 });
  }, PATIENCE);
  expect(await world.api.all(`/users/${id}/roles`)).toEqual([]);
  await world.rest();
  expect(await world.eventTypes(id)).toEqual(types);
};

/** A row that is gone is made anew, because somebody rings. */
export const ring: Story = async (world, trouble) => {
  const id = await world.user();
  await world.rest();
  await world.rows.delete('IamUsersTable', { id });
  await trouble();
  await world.consumers('ring', 'iam/users', `iam/user#${id}`);
  await eventually(async () => {
    await world.mustHave(id, ['iam/user/registered'], { version: 1 });
  }, PATIENCE);
};

/** The code that comes is good, however often it comes. */
export const sendCode: Story = async (world, trouble) => {
  const otp = new OtpApi(world.api);
  const number = world.nextNumber();
  await trouble();
  const sent = await otp.issue(number);
  expect(new Set(await otp.codes(number))).toEqual(new Set([sent.code]));
  mustBe(200, await otp.verify(sent, sent.code));
};

/** Rings twice for the same row. */
export const ringTwice: Story = async (world) => {
  await ring(world, async () => {
    const id = await world.user();
    for (const stream of [`iam/user#${id}`, `iam/user#${id}`])
      await world.consumers('ring', 'iam/users', stream);
  });
};

/** The process hears twice of the same event. */
export const disableRoleTwice: Story = async (world) => {
  const roleId = await world.api.role();
  mustBe(202, await world.api.put(`/roles/${roleId}/disable`));
  const id = await world.user();
  await world.rest();
  const [, disabled] = await world.commits(`iam/role#${roleId}`);
  if (!disabled) throw new Error('The role is not disabled.');
  await disableRole(world, () => world.putIntoQueue('IamProcessesQueue', disabled));
  expect(await world.eventTypes(id)).toEqual(['iam/user/registered']);
};

/** The message goes out once, however often the process hears that it is to. */
export const sendCodeTwice: Story = async (world) => {
  const otp = new OtpApi(world.api);
  const number = world.nextNumber();
  const { id } = await otp.issue(number);
  await world.rest();
  const [issued] = await world.commits(`otp/password#${id}`);
  if (!issued) throw new Error('No code was issued.');
  await world.putIntoQueue('OtpProcessesQueue', issued);
  await world.rest();
  expect(await otp.codes(number)).toHaveLength(1);
};

/** One request, sent twice under its key. */
export const renameTwice: Story = async (world) => {
  const id = await world.user();
  const body = { firstName: 'Ann', lastName: 'Lee' };
  const headers = { 'idempotency-key': randomUUID() };
  await many(2, 1, async () => {
    const answer = mustBe(202, await world.api.put(`/users/${id}`, body, headers));
    expect(answer.body).toEqual({ id, version: 2 });
  });
  await world.mustHave(id, RENAMED, { version: 2, ...body });
};

/** Writers who all build on the same version. */
export const rivals: Story = async (world) => {
  const id = await world.user();
  await many(SEVERAL, SEVERAL, (index) =>
    world.accepted({
      method: 'PUT',
      path: `/users/${id}`,
      body: { firstName: 'Ann', lastName: `Lee ${index}` },
    }),
  );
  const types = ['iam/user/registered', ...Array<string>(SEVERAL).fill('iam/user/names-updated')];
  await world.mustHave(id, types, { version: SEVERAL + 1, firstName: 'Ann' });
};
