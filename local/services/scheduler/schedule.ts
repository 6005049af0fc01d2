import { localArn } from '../local-account';
import type { Input } from '../aws-json/input';

export const DEFAULT_GROUP = 'default';

/** A one-time schedule. */
export interface Schedule {
  readonly group: string;
  readonly name: string;
  /** When it is due, Unix time in milliseconds. */
  readonly due: number;
  readonly isEnabled: boolean;
  /** Whether it stays once it was carried out (`ActionAfterCompletion: NONE`). */
  readonly stays: boolean;
  /** Whether it was carried out, or given up. */
  readonly isDone: boolean;
  readonly createdAt: number;
  readonly changedAt: number;
  /** What was asked for, as GetSchedule gives it back. */
  readonly asked: Input;
}

export interface ScheduleGroup {
  readonly name: string;
  readonly createdAt: number;
}

export function scheduleArn(group: string, name: string): string {
  return localArn('scheduler', `schedule/${group}/${name}`);
}

export function groupArn(name: string): string {
  return localArn('scheduler', `schedule-group/${name}`);
}

/** The times of GetSchedule and ListSchedules are in seconds. */
export function seconds(time: number): number {
  return time / 1_000;
}
