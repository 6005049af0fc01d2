import { paginateScan } from '@aws-sdk/client-dynamodb';
import { paginateListSchedules, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { followersIn } from '../../src/composition/plan/followers';
import { processesTableOf } from '../../src/composition/plan/processes-table';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { INSTANCE } from '../../src/eventsourcing/consuming/process-store';
import { schedulePrefixOf } from '../../src/eventsourcing/writing/schedules';
import type { Installation } from '../installation/installation';

/** Logical id of the group that has the schedules. */
const SCHEDULE_GROUP = 'ScheduleGroup';

/** A process whose runs are instances of their own. */
export interface ProcessLine {
  readonly process: string;
  /** Instances that have begun and not ended. */
  readonly open: number;
  /** Commands that it sends later, unless it cancels them. */
  readonly timeouts: number;
  /** When the oldest of them began: ISO 8601. */
  readonly oldest?: string;
}

/** The processes that have instances, and how many of these are open. Reads their tables as a whole. */
export async function processLines(
  contexts: readonly ContextModule[],
  { dynamodb, scheduler, nameOf }: Pick<Installation, 'dynamodb' | 'scheduler' | 'nameOf'>,
): Promise<ProcessLine[]> {
  const lines = await Promise.all(
    contexts.map(async (context) => {
      const processes = followersIn(context).processes.filter(({ instances }) => instances);
      if (processes.length === 0) return [];
      const begun = await beginnings(dynamodb, nameOf(processesTableOf(context).name));
      return Promise.all(
        processes.map(async ({ name, timeouts = [] }): Promise<ProcessLine> => {
          const since = begun.flatMap((each) => (each.process === name ? each.since : []));
          const [oldest] = since.sort();
          const pending = timeouts.length > 0 ? await pendingOf(scheduler, nameOf(SCHEDULE_GROUP), name) : 0;
          return {
            process: name,
            open: since.length,
            timeouts: pending,
            ...(oldest !== undefined && { oldest }),
          };
        }),
      );
    }),
  );
  return lines.flat();
}

async function pendingOf(client: SchedulerClient, GroupName: string, process: string): Promise<number> {
  let count = 0;
  const request = { GroupName, NamePrefix: schedulePrefixOf(process) };
  for await (const { Schedules = [] } of paginateListSchedules({ client }, request))
    count += Schedules.length;
  return count;
}

/** The marks of open instances in the table of a context's processes. */
async function beginnings(
  client: Installation['dynamodb'],
  TableName: string,
): Promise<{ readonly process: string; readonly since: string }[]> {
  const found: { process: string; since: string }[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: '#item = :mark',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':mark': { S: INSTANCE } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { instance, data } of Items) {
      const [process = ''] = (instance?.S ?? '').split('#');
      const { since = '' } = JSON.parse(data?.S ?? '{}') as { since?: string };
      found.push({ process, since });
    }
  }
  return found;
}
