import { createHash } from 'node:crypto';
import type { PlainCommand } from '../../kernel/command';
import { contextOfMessage, type CommandContext, type Origin } from './command-context';

/** Injection token of `Schedules`. */
export const SCHEDULES = Symbol.for('Schedules');

/** A command that is sent at a time of its own. */
export interface ScheduledCommand {
  /** As of `scheduleIdOf`: under one id there is one command, the last that was scheduled. */
  readonly id: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly command: PlainCommand;
  /** Stands for the command, however often its time comes: only the first has an effect. */
  readonly commandId: string;
  /** What the command is part of; `id` is that of its cause. */
  readonly origin: Origin;
}

/**
 * Sends commands later, to the function that scheduled them. A promise that is kept means that the command will be sent, at
 * least once, at its time or up to two minutes after; at once when its time is over.
 */
export interface Schedules {
  /** Replaces what was scheduled under the id before, if its time has not come yet. */
  schedule(scheduled: ScheduledCommand): Promise<void>;

  /** Nothing when there is none, or none any more. What is on its way comes all the same. */
  cancel(id: string): Promise<void>;
}

/** Characters that the name of a schedule can have, at most ("CreateSchedule" of the EventBridge Scheduler reference). */
const LONGEST_ID = 64;
/** 128 bits in base64url. */
const HASH = 22;

/** Of what an owner schedules: its name can be read from the beginning of the id. @param owner `context/what-it-does` */
export function scheduleIdOf(owner: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([owner, ...parts]))
    .digest('base64url');
  return `${schedulePrefixOf(owner)}${hash.slice(0, HASH)}`;
}

/** What the ids of an owner's schedules begin with. */
export function schedulePrefixOf(owner: string): string {
  return `${owner.replaceAll('/', '.').slice(0, LONGEST_ID - HASH - 1)}.`;
}

/** Of a command whose time has come. */
export function contextOfSchedule({ origin, commandId }: ScheduledCommand): CommandContext {
  return contextOfMessage(origin, commandId);
}
