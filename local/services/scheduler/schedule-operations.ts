import type { Operations } from '../aws-json/aws-json.server';
import { optionalText, type Input } from '../aws-json/input';
import { groupArn, scheduleArn, seconds, type Schedule, type ScheduleGroup } from './schedule';
import { groupIn, nameIn, scheduleIn } from './schedule-input';
import { scheduledPage } from './schedule-pages';
import type { ScheduleStore } from './schedule-store';

/** @param onChange called once another schedule may be the next that is due */
export function scheduleOperations(store: ScheduleStore, onChange: () => void): Operations {
  const arnOf = ({ group, name }: Schedule): object => ({ ScheduleArn: scheduleArn(group, name) });
  return {
    CreateSchedule: (input) => {
      const now = Date.now();
      const schedule = { ...scheduleIn(input, now), isDone: false, createdAt: now, changedAt: now };
      store.add(schedule);
      onChange();
      return arnOf(schedule);
    },

    UpdateSchedule: (input) => {
      const now = Date.now();
      const { createdAt } = store.get(groupIn(input), nameIn(input));
      const schedule = { ...scheduleIn(input, now), isDone: false, createdAt, changedAt: now };
      store.put(schedule);
      onChange();
      return arnOf(schedule);
    },

    GetSchedule: (input) => described(store.get(groupIn(input, 'groupName'), nameIn(input))),

    DeleteSchedule: (input) => {
      store.remove(groupIn(input, 'groupName'), nameIn(input));
      onChange();
      return {};
    },

    ListSchedules: (input) => {
      const [group, state] = [optionalText(input, 'ScheduleGroup'), optionalText(input, 'State')];
      if (group !== undefined) store.group(group);
      const fitting = store.schedules.filter(
        (schedule) =>
          (group === undefined || schedule.group === group) &&
          (state === undefined || stateOf(schedule) === state),
      );
      return scheduledPage(input, fitting, (page) => ({ Schedules: page.map(summary) }));
    },

    CreateScheduleGroup: (input) => {
      const name = nameIn(input);
      store.addGroup({ name, createdAt: Date.now() });
      return { ScheduleGroupArn: groupArn(name) };
    },

    GetScheduleGroup: (input) => groupSummary(store.group(nameIn(input))),

    DeleteScheduleGroup: (input) => {
      store.removeGroup(nameIn(input));
      onChange();
      return {};
    },

    ListScheduleGroups: (input: Input) =>
      scheduledPage(input, store.groups, (page) => ({ ScheduleGroups: page.map(groupSummary) })),
  };
}

function stateOf({ isEnabled }: Schedule): string {
  return isEnabled ? 'ENABLED' : 'DISABLED';
}

function summary(schedule: Schedule): object {
  const { group, name, createdAt, changedAt, asked } = schedule;
  const target = asked.Target as Input;
  return {
    Arn: scheduleArn(group, name),
    Name: name,
    GroupName: group,
    State: stateOf(schedule),
    CreationDate: seconds(createdAt),
    LastModificationDate: seconds(changedAt),
    Target: { Arn: target.Arn },
  };
}

function described(schedule: Schedule): object {
  return { ...schedule.asked, ...summary(schedule), Target: schedule.asked.Target };
}

function groupSummary({ name, createdAt }: ScheduleGroup): object {
  const [CreationDate, LastModificationDate] = [seconds(createdAt), seconds(createdAt)];
  return { Arn: groupArn(name), Name: name, State: 'ACTIVE', CreationDate, LastModificationDate };
}
