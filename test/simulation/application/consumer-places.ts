import { functionOf } from '../../../src/composition/naming';
import { CONTEXTS, foldersIn, processesOf, readSideOf } from './contexts';

/** A consumer, the types that it follows, and the function that has it. */
export interface ConsumerPlace {
  readonly function: string;
  readonly consumer: string;
  readonly follows: readonly string[];
}

/** Where each consumer is: what an operator rings by. */
export function consumerPlaces(): ConsumerPlace[] {
  return CONTEXTS.flatMap((context) => [
    ...foldersIn(readSideOf(context)).map(({ name, source }) => ({
      function: functionOf(context.name, 'projector'),
      consumer: name,
      follows: [source.type],
    })),
    ...processesOf(context).map(({ name, follows }) => ({
      function: functionOf(context.name, 'processes'),
      consumer: name,
      follows: follows.map(({ type }) => type),
    })),
  ]);
}
