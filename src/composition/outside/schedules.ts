import { EventBridgeSchedules } from '../../aws/event-bridge-schedules';
import { SCHEDULES } from '../../eventsourcing/writing/schedules';
import type { Provide } from './provide';

export const provideSchedules: Provide = (container, environment) => {
  container.bind(SCHEDULES).toDynamicValue(() => new EventBridgeSchedules(() => environment.schedules));
};
