import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeClients, schedulerClient } from '../../../test/support/local/clients';
import { eventually } from '../../../test/support/local/eventually';
import { withTemporaryFolder } from '../../../test/support/local/temporary-folder';
import type { EventCarrier } from '../eventbridge/delivery';
import type { LocalService } from '../local-service';
import { startScheduler, type SchedulerOptions } from './start-scheduler';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:Target';
const RoleArn = 'arn:aws:iam::000000000000:role/SchedulerRole';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:DeadLetters';
const FAST = { most: 3, firstBackoff: 1 };

const at = (time: number): string => `at(${new Date(time).toISOString().slice(0, 19)})`;
const schedule = (
  Name: string,
  changes: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput => ({
  Name,
  ScheduleExpression: at(Date.now() + 3_600_000),
  FlexibleTimeWindow: { Mode: 'OFF' },
  ActionAfterCompletion: 'DELETE',
  Target: { Arn: FUNCTION, RoleArn, Input: JSON.stringify({ of: Name }) },
  ...changes,
});
/** The next second, or the one after. */
const soon = (): string => at(Date.now() + 1_000);

describe('the local Scheduler, by the SDK', () => {
  let service: LocalService | undefined;
  let client: SchedulerClient;
  let delivered: unknown[];
  let given: unknown[];
  let failures: number;

  const carrier: EventCarrier = {
    deliver: (arn, event) => {
      if (failures-- > 0) return Promise.reject(new Error('not now'));
      delivered.push({ arn, event });
      return Promise.resolve();
    },
    undeliverable: ({ target, event, attempts }) => {
      given.push({ to: target.deadLetterArn, event, attempts });
    },
  };
  const start = async (options: SchedulerOptions = {}): Promise<void> => {
    service = await startScheduler('127.0.0.1', carrier, { retries: FAST, ...options });
    client = schedulerClient(service.endpoint);
  };
  const stop = async (): Promise<void> => {
    await service?.stop();
    service = undefined;
  };
  const create = (input: CreateScheduleCommandInput): Promise<unknown> =>
    client.send(new CreateScheduleCommand(input));
  const names = async (more: object = {}): Promise<string[]> => {
    const { Schedules = [] } = await client.send(new ListSchedulesCommand(more));
    return Schedules.map(({ Name = '' }) => Name);
  };

  beforeEach(() => {
    [delivered, given, failures] = [[], [], 0];
  });
  afterEach(async () => {
    await stop();
    closeClients();
  });

  it('carries a schedule out when it is due, and forgets it', async () => {
    await start();
    await create(schedule('one', { ScheduleExpression: soon() }));
    await create(schedule('later'));
    await eventually(() => {
      expect(delivered).toEqual([{ arn: FUNCTION, event: { of: 'one' } }]);
    });
    await eventually(async () => {
      await expect(names()).resolves.toEqual(['later']);
    });
  });

  it('keeps one that is to stay, and carries out none that is disabled', async () => {
    await start();
    await create(schedule('off', { ScheduleExpression: soon(), State: 'DISABLED' }));
    await create(schedule('stays', { ScheduleExpression: soon(), ActionAfterCompletion: 'NONE' }));
    await eventually(() => {
      expect(delivered).toEqual([{ arn: FUNCTION, event: { of: 'stays' } }]);
    });
    await expect(names()).resolves.toEqual(['off', 'stays']);
  });

  it('makes, shows, changes, lists and deletes', async () => {
    await start();
    const arn = { ScheduleArn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/one' };
    await expect(create(schedule('one'))).resolves.toMatchObject(arn);
    await expect(create(schedule('one'))).rejects.toHaveProperty('name', 'ConflictException');
    const changed = {
      ...schedule('one'),
      Description: 'new',
      ScheduleExpressionTimezone: 'America/New_York',
    };
    await expect(client.send(new UpdateScheduleCommand(changed))).resolves.toMatchObject(arn);
    await expect(client.send(new GetScheduleCommand({ Name: 'one' }))).resolves.toMatchObject({
      Name: 'one',
      GroupName: 'default',
      Description: 'new',
      State: 'ENABLED',
      Target: { Arn: FUNCTION, RoleArn },
      CreationDate: expect.any(Date) as Date,
    });
    await client.send(new DeleteScheduleCommand({ Name: 'one' }));
    const gone = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
    await expect(client.send(new GetScheduleCommand({ Name: 'one' }))).rejects.toMatchObject(gone);
    await expect(client.send(new DeleteScheduleCommand({ Name: 'one' }))).rejects.toMatchObject(gone);
    await expect(client.send(new UpdateScheduleCommand(changed))).rejects.toMatchObject(gone);
  });

  it('has groups, each with its own schedules', async () => {
    await start();
    const group = { Name: 'Timeouts' };
    await client.send(new CreateScheduleGroupCommand(group));
    await expect(client.send(new CreateScheduleGroupCommand(group))).rejects.toHaveProperty(
      'name',
      'ConflictException',
    );
    await create(schedule('a.1', { GroupName: 'Timeouts' }));
    await create(schedule('a.2', { GroupName: 'Timeouts' }));
    await create(schedule('b.1', { GroupName: 'Timeouts' }));
    await create(schedule('a.1'));
    await expect(names({ GroupName: 'Timeouts', NamePrefix: 'a.' })).resolves.toEqual(['a.1', 'a.2']);
    const first = await client.send(new ListSchedulesCommand({ GroupName: 'Timeouts', MaxResults: 2 }));
    expect(first.Schedules).toHaveLength(2);
    const { NextToken } = first;
    await expect(names({ GroupName: 'Timeouts', NextToken })).resolves.toEqual(['b.1']);
    const groups = await client.send(new ListScheduleGroupsCommand({}));
    expect(groups.ScheduleGroups?.map(({ Name }) => Name)).toEqual(['Timeouts', 'default']);
    await client.send(new DeleteScheduleGroupCommand(group));
    await expect(names()).resolves.toEqual(['a.1']);
    await expect(client.send(new GetScheduleGroupCommand(group))).rejects.toHaveProperty(
      'name',
      'ResourceNotFoundException',
    );
    await expect(create(schedule('b', { GroupName: 'Timeouts' }))).rejects.toHaveProperty(
      'name',
      'ResourceNotFoundException',
    );
  });

  it.each<[string, Partial<CreateScheduleCommandInput>]>([
    ['a name with a blank', { Name: 'a b' }],
    ['a name that is too long', { Name: 'a'.repeat(65) }],
    ['a time that is none', { ScheduleExpression: 'at(2099-02-30T10:00:00)' }],
    ['a time with its zone', { ScheduleExpression: 'at(2099-02-28T10:00:00Z)' }],
    ['a time that is over', { ScheduleExpression: 'at(2020-01-01T00:00:00)' }],
    ['a zone that is none', { ScheduleExpressionTimezone: 'Europe/Nowhere' }],
    ['what recurs', { ScheduleExpression: 'rate(5 minutes)' }],
    ['no target', { Target: undefined }],
    ['another target', { Target: { Arn: 'arn:aws:sns:us-east-1:000000000000:Topic', RoleArn } }],
    ['no role', { Target: { Arn: FUNCTION, RoleArn: 'SchedulerRole' } }],
    ['too many retries', { Target: { Arn: FUNCTION, RoleArn, RetryPolicy: { MaximumRetryAttempts: 186 } } }],
    ['a window without its length', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
  ])('refuses %s', async (_what, changes) => {
    await start();
    await expect(create(schedule('one', changes))).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(names()).resolves.toEqual([]);
  });

  it('tries again what fails, and then gives it to the dead-letter queue', async () => {
    await start();
    failures = 2;
    await create(schedule('one', { ScheduleExpression: soon() }));
    await eventually(() => {
      expect(delivered).toHaveLength(1);
    });
    failures = 100;
    const Target = { Arn: FUNCTION, RoleArn, DeadLetterConfig: { Arn: QUEUE } };
    await create(schedule('two', { ScheduleExpression: soon(), Target }));
    const RetryPolicy = { MaximumRetryAttempts: 0 };
    await create(schedule('three', { ScheduleExpression: soon(), Target: { ...Target, RetryPolicy } }));
    await eventually(async () => {
      expect(given).toHaveLength(2);
      await expect(names()).resolves.toEqual([]);
    });
    expect(given).toEqual(
      expect.arrayContaining([
        { to: QUEUE, event: {}, attempts: 4 },
        { to: QUEUE, event: {}, attempts: 1 },
      ]),
    );
  });

  it('carries out after a restart what was due before, once, and keeps the rest', () =>
    withTemporaryFolder(async (dataDir) => {
      await start({ dataDir });
      await client.send(new CreateScheduleGroupCommand({ Name: 'Timeouts' }));
      await create(schedule('deleted'));
      await client.send(new DeleteScheduleCommand({ Name: 'deleted' }));
      await create(schedule('later', { GroupName: 'Timeouts' }));
      await create(schedule('due', { ScheduleExpression: soon() }));
      await stop();
      // What ended in the middle of a line was not answered.
      appendFileSync(join(dataDir, 'schedules.json'), '{"schedule":');
      await start({ dataDir });
      await expect(names()).resolves.toEqual(['later', 'due']);
      await eventually(() => {
        expect(delivered).toEqual([{ arn: FUNCTION, event: { of: 'due' } }]);
      });
      await eventually(async () => {
        await expect(names()).resolves.toEqual(['later']);
      });
      await stop();
      await start({ dataDir });
      await expect(names({ GroupName: 'Timeouts' })).resolves.toEqual(['later']);
      expect(delivered).toHaveLength(1);
    }));

  it('names a file that is damaged', () =>
    withTemporaryFolder(async (dataDir) => {
      writeFileSync(join(dataDir, 'schedules.json'), '{"schedule":{}}\n');
      await expect(start({ dataDir })).rejects.toThrow('schedules.json is damaged; remove it');
    }));
});
