import { operationOf } from './operation-of';

describe('operationOf', () => {
  const body = Buffer.alloc(0);

  it.each([
    ['POST', '/schedules/one', 'CreateSchedule'],
    ['PUT', '/schedules/one', 'UpdateSchedule'],
    ['GET', '/schedules/one?groupName=g', 'GetSchedule'],
    ['DELETE', '/schedules/one?groupName=g&clientToken=t', 'DeleteSchedule'],
    ['GET', '/schedules?ScheduleGroup=g', 'ListSchedules'],
    ['POST', '/schedule-groups/g', 'CreateScheduleGroup'],
    ['GET', '/schedule-groups', 'ListScheduleGroups'],
  ])('knows what is asked of the Scheduler by the path: %s %s', (method, url, operation) => {
    expect(operationOf('scheduler', { method, url, headers: {}, body })).toBe(operation);
  });

  it.each(['dynamodb', 'sqs', 'kinesis', 'eventbridge', 'secretsmanager'] as const)(
    'knows what is asked of %s by a header',
    (service) => {
      const headers = { 'x-amz-target': 'Whatever_20120810.Query' };
      expect(operationOf(service, { method: 'POST', url: '/', headers, body })).toBe('Query');
    },
  );
});
