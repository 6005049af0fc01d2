import {
  CreateScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  type GetScheduleCommandOutput,
} from '@aws-sdk/client-scheduler';
import { localClientConfig } from '../../local/services/provision/client-config';
import { startScheduler } from '../../local/services/scheduler/start-scheduler';
import type { LocalService } from '../../local/services/local-service';
import { closeClients, schedulerClient } from '../../test/support/local/clients';
import { eventually } from '../../test/support/local/eventually';
import { scheduleIdOf, type ScheduledCommand } from '../eventsourcing/writing/schedules';
import { EventBridgeSchedules } from './event-bridge-schedules';

const GROUP = 'Timeouts';
const account = (service: string, resource: string): string =>
  `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const places = {
  group: GROUP,
  target: account('lambda', 'function:ShopProcesses'),
  role: 'arn:aws:iam::000000000000:role/SchedulerRole',
  deadLetters: account('sqs', 'ScheduleDeadLetterQueue'),
};
const IN_AN_HOUR = Date.now() + 3_600_000;
const scheduled = (changes: Partial<ScheduledCommand> = {}): ScheduledCommand => ({
  id: scheduleIdOf('shop/fulfil-order', 'one', 'time-is-up'),
  at: IN_AN_HOUR,
  command: { type: 'shop/order/cancel', data: { id: 'one' } },
  commandId: 'one.commit',
  origin: { id: 'commit', correlationId: 'request', actor: 'shop/fulfil-order' },
  ...changes,
});

describe('EventBridgeSchedules', () => {
  const delivered: unknown[] = [];
  let service: LocalService;

  beforeAll(async () => {
    const deliver = (arn: string, event: unknown): Promise<void> => {
      delivered.push({ arn, event });
      return Promise.resolve();
    };
    service = await startScheduler('127.0.0.1', { deliver, undeliverable: () => undefined });
    await schedulerClient(service.endpoint).send(new CreateScheduleGroupCommand({ Name: GROUP }));
  });
  afterAll(async () => {
    await service.stop();
    closeClients();
  });

  const schedulesAt = (now?: () => number): EventBridgeSchedules =>
    new EventBridgeSchedules(() => places, localClientConfig(service.endpoint), now);
  const get = (id: string): Promise<GetScheduleCommandOutput> =>
    schedulerClient(service.endpoint).send(new GetScheduleCommand({ Name: id, GroupName: GROUP }));
  const count = async (): Promise<number | undefined> => {
    const list = new ListSchedulesCommand({ GroupName: GROUP });
    return (await schedulerClient(service.endpoint).send(list)).Schedules?.length;
  };

  it('makes one-time schedules for the function itself, in whole seconds', async () => {
    const one = scheduled({ at: Date.UTC(2099, 10, 25, 9, 30, 0, 1) });
    await schedulesAt().schedule(one);
    await expect(get(one.id)).resolves.toMatchObject({
      ScheduleExpression: 'at(2099-11-25T09:30:01)',
      ScheduleExpressionTimezone: 'UTC',
      ActionAfterCompletion: 'DELETE',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: places.target,
        RoleArn: places.role,
        Input: JSON.stringify({ scheduled: one }),
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        DeadLetterConfig: { Arn: places.deadLetters },
      },
    });
  });

  it('keeps one of an id, the last', async () => {
    await schedulesAt().schedule(scheduled());
    await schedulesAt().schedule(scheduled({ commandId: 'another' }));
    await expect(count()).resolves.toBe(1);
    const { Target } = await get(scheduled().id);
    expect(Target?.Input).toContain('"another"');
  });

  it('cancels, also what is not there', async () => {
    await schedulesAt().schedule(scheduled());
    await schedulesAt().cancel(scheduled().id);
    await schedulesAt().cancel(scheduled().id);
    await expect(count()).resolves.toBe(0);
  });

  it('sends a command whose time is over, which Scheduler would not take', async () => {
    const late = scheduled({ at: 0 });
    // A minute ago, so that the soonest time is now.
    await schedulesAt(() => Date.now() - 59_000).schedule(late);
    await eventually(() => {
      expect(delivered).toEqual([{ arn: places.target, event: { scheduled: late } }]);
    });
    await eventually(async () => {
      await expect(count()).resolves.toBe(0);
    });
  });

  it('throws what the service refuses', async () => {
    const elsewhere = new EventBridgeSchedules(
      () => ({ ...places, group: 'Unknown' }),
      localClientConfig(service.endpoint),
    );
    await expect(elsewhere.schedule(scheduled())).rejects.toHaveProperty('name', 'ResourceNotFoundException');
  });
});

describe('the id of a schedule', () => {
  it('can be read as far as it is the name of its owner, and is as long as a name may be', () => {
    expect(scheduleIdOf('shop/fulfil-order', 'a', 'b')).toMatch(/^shop\.fulfil-order\.[\w-]{22}$/u);
    expect(scheduleIdOf('iam/remove-role-from-users-when-role-disabled', 'a', 'b')).toHaveLength(64);
  });

  it('is another for each of what it is made of', () => {
    const ids = [['a', 'b'], ['ab', ''], ['b', 'a'], ['a'], []].map((parts) =>
      scheduleIdOf('shop/x', ...parts),
    );
    expect(new Set(ids).size).toBe(5);
  });
});
