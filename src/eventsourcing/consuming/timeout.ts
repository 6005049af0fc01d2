import type { Command } from '../../kernel/command';

/** What a reaction does about the time of an instance: a command later, or none after all. */
export class Timeout {
  constructor(
    readonly instance: string,
    /** Of the timeout within its instance, one of those that the process lists. */
    readonly name: string,
    /** Absent to cancel. */
    readonly due?: { readonly command: Command; /** Unix time in milliseconds. */ readonly at: number },
  ) {}
}

/**
 * Sends a command at a time, or up to two minutes after, unless it is cancelled. There is one of a name: another takes its
 * place. It may be sent although it was cancelled meanwhile, so it must be right, or refused, whatever has happened.
 *
 * @param at Unix time in milliseconds
 */
export function later(instance: string, name: string, command: Command, at: number): Timeout {
  return new Timeout(instance, name, { command, at });
}

export function cancel(instance: string, name: string): Timeout {
  return new Timeout(instance, name);
}
