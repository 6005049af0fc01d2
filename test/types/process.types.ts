import type { Process, ProcessReactions } from '../../src/eventsourcing/consuming/process';
import { boxEvents, type BoxEvent } from '../support/box/box';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

const declared = { name: 'shop/box-things', follows: [boxEvents], on: {}, react: {} } as const;

export const silent: Process<BoxEvent> = { ...declared, sends: [] };
// @ts-expect-error -- a process says which commands it sends, as its function gets the permissions for these alone
export const unsaid: Process<BoxEvent> = declared;
// @ts-expect-error -- an event is no command
export const wrong: Process<BoxEvent> = { ...declared, sends: [boxEvents] };

export const reactions: ProcessReactions<BoxEvent> = {
  // @ts-expect-error -- text is no command
  'shop/box/sealed': () => ['shop/box/ship'],
};
