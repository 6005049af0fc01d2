import { join } from 'node:path';
import { unrestricted } from '../../permissions/access';
import { schedulerCalls } from '../../permissions/requests/scheduler-calls';
import type { EventCarrier } from '../eventbridge/delivery';
import type { LocalService, ServiceOptions } from '../local-service';
import { serveRestJson } from '../rest-json/rest-json.server';
import { scheduleOperations } from './schedule-operations';
import { ScheduleRunner, type Retries } from './schedule-runner';
import { ScheduleStore } from './schedule-store';
import { openSchedulesFile } from './schedules-file';

export interface SchedulerOptions extends ServiceOptions {
  /** Folder that keeps the schedules; without it they are gone at the end. */
  readonly dataDir?: string | undefined;
  readonly retries?: Retries;
}

/** Source: EventBridge Scheduler API reference. */
const PATHS = {
  'POST /schedules/{Name}': 'CreateSchedule',
  'PUT /schedules/{Name}': 'UpdateSchedule',
  'GET /schedules/{Name}': 'GetSchedule',
  'DELETE /schedules/{Name}': 'DeleteSchedule',
  'GET /schedules': 'ListSchedules',
  'POST /schedule-groups/{Name}': 'CreateScheduleGroup',
  'GET /schedule-groups/{Name}': 'GetScheduleGroup',
  'DELETE /schedule-groups/{Name}': 'DeleteScheduleGroup',
  'GET /schedule-groups': 'ListScheduleGroups',
};

/** EventBridge Scheduler with one-time schedules, for functions and queues. */
export async function startScheduler(
  host: string,
  carrier: EventCarrier,
  { access = unrestricted, callers, front, dataDir, retries }: SchedulerOptions = {},
): Promise<LocalService> {
  const store = new ScheduleStore(
    dataDir === undefined ? undefined : openSchedulesFile(join(dataDir, 'schedules.json')),
  );
  const runner = new ScheduleRunner(store, carrier, retries);
  const api = { operations: scheduleOperations(store, runner.look), paths: PATHS };
  const server = await serveRestJson(
    'Scheduler',
    host,
    api,
    { access, calls: schedulerCalls },
    callers,
    front,
  );
  runner.look();
  const stop = (): Promise<void> => {
    runner.stop();
    return server.stop();
  };
  return { ...server, stop };
}
