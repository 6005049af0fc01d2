import { CreateScheduleCommand, CreateScheduleGroupCommand } from '@aws-sdk/client-scheduler';
import { startScheduler } from '../../local/services/scheduler/start-scheduler';
import type { LocalService } from '../../local/services/local-service';
import { shopModule } from '../../src/contexts/shop/shop.module';
import { iamModule } from '../../src/contexts/iam/iam.module';
import { INSTANCE, processesTable } from '../../src/eventsourcing/consuming/process-store';
import { scheduleIdOf } from '../../src/eventsourcing/writing/schedules';
import { DynamoProcessStore } from '../../src/aws/dynamo-process-store';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import { closeClients, schedulerClient } from '../../test/support/local/clients';
import { processLines } from './open-instances';
import { processTable } from './report';

const PROCESS = 'shop/fulfil-order';
const [EARLY, LATE] = ['2026-11-25T09:00:00.000Z', '2026-11-25T09:30:00.000Z'];

describe('the open instances of processes', () => {
  let dynamo: DynamoUnderTest;
  let service: LocalService;

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
    const carrier = { deliver: () => Promise.resolve(), undeliverable: () => undefined };
    service = await startScheduler('127.0.0.1', carrier);
  });
  afterAll(async () => {
    await service.stop();
    closeClients();
    await dynamo.stop();
  });

  it('are counted, with their timeouts, for each process that has instances', async () => {
    const tableName = await dynamo.newTables(processesTable('ShopProcessesTable'));
    const table = tableName('ShopProcessesTable');
    const store = new DynamoProcessStore(dynamo.client, () => table);
    const put = (process: string, instance: string, item: string, since: string): Promise<unknown> => {
      const stream = `shop/order#${process}${instance}${item}`;
      const basedOn = { stream, version: 0, rowsAt: 0 };
      const checkpoint = { stream, version: 1, rowsAt: 1 };
      return store.write({ process, basedOn, checkpoint, rows: [{ instance, item, data: { since } }] });
    };
    await put(PROCESS, 'one', INSTANCE, LATE);
    await put(PROCESS, 'two', INSTANCE, EARLY);
    await put(PROCESS, 'two', 'held:a', EARLY);
    await put('shop/another', 'three', INSTANCE, EARLY);
    const scheduler = schedulerClient(service.endpoint);
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'Group' }));
    for (const owner of [PROCESS, 'shop/another']) {
      await scheduler.send(
        new CreateScheduleCommand({
          Name: scheduleIdOf(owner, 'one', 'time-is-up'),
          GroupName: 'Group',
          ScheduleExpression: 'at(2099-01-01T00:00:00)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: 'arn:aws:lambda:us-east-1:000000000000:function:ShopProcesses',
            RoleArn: 'arn:aws:iam::000000000000:role/SchedulerRole',
          },
        }),
      );
    }
    const nameOf = (logicalId: string): string => (logicalId === 'ScheduleGroup' ? 'Group' : table);
    const installation = { dynamodb: dynamo.client, scheduler, nameOf };
    const lines = await processLines([iamModule, shopModule], installation);
    expect(lines).toEqual([{ process: PROCESS, open: 2, timeouts: 1, oldest: EARLY }]);
    expect(processTable(lines, Date.parse(LATE))).toEqual([
      'process            open instances  oldest  pending timeouts',
      'shop/fulfil-order               2  30 min                 1',
    ]);
  });
});
