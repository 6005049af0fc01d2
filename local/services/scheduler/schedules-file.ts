import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from '../../error-code';
import { isInput } from '../aws-json/input';
import type { Schedule, ScheduleGroup } from './schedule';

/** One thing that happened to what is kept. */
export type Change =
  | { readonly group: ScheduleGroup }
  | { readonly schedule: Schedule }
  | {
      readonly gone: { readonly group: string; /** All of the group when absent. */ readonly name?: string };
    };

/** Where schedules are kept from one start to the next. */
export interface SchedulesFile {
  /** What happened before, the oldest first. */
  readonly known: readonly Change[];
  /** Has written it down when it returns: an answer is not given before. */
  add(change: Change): void;
  /** Puts these in the place of all. */
  replace(changes: readonly Change[]): void;
}

export const NOT_KEPT: SchedulesFile = { known: [], add: () => undefined, replace: () => undefined };

/** A line for each change: with many schedules a whole file for each would take longer than what it is for. */
export function openSchedulesFile(file: string): SchedulesFile {
  const lineOf = (change: Change): string => `${JSON.stringify(change)}\n`;
  return {
    known: knownIn(file),
    add: (change) => {
      appendFileSync(file, lineOf(change));
    },
    replace: (changes) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, changes.map(lineOf).join(''));
      renameSync(`${file}.new`, file);
    },
  };
}

/** @throws Error that names a file which is damaged; half a last line is that of an answer that was never given */
function knownIn(file: string): Change[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    // Without its folder too: another part of the runtime says what is wrong with that.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw damaged(file, error);
  }
  return content
    .split('\n')
    .slice(0, -1)
    .map((line) => changeIn(line) ?? fail(file));
}

function changeIn(line: string): Change | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isChange(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isChange(value: unknown): value is Change {
  if (!isInput(value)) return false;
  const { group, schedule, gone } = value;
  if (isInput(group)) return typeof group.name === 'string';
  if (isInput(gone)) return typeof gone.group === 'string';
  return isInput(schedule) && typeof schedule.due === 'number' && isInput(schedule.asked);
}

function fail(file: string): never {
  throw damaged(file);
}

function damaged(file: string, cause?: unknown): Error {
  return new Error(`${file} is damaged; remove it, and nothing is left of what was scheduled`, { cause });
}
