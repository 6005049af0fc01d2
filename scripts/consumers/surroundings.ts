import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import type { Installation } from '../installation/installation';
import type { Arguments } from './arguments';
import type { Screen } from './progress';

export type Of<Name extends Arguments['command']> = Extract<Arguments, { readonly command: Name }>;
export type Order = Exclude<Arguments, { readonly command: 'help' }>;

export interface Surroundings {
  readonly contexts: readonly ContextModule[];
  readonly installation: Installation;
  /** One line of the result. */
  readonly print: (line: string) => void;
  /** Where progress is shown, and what to do when a run was cut off. */
  readonly screen: Screen;
  /** Cuts off what takes long, where it can be gone on with. */
  readonly signal: AbortSignal;
}
