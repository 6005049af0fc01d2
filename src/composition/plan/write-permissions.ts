import { handledCommands, type DeclaredCommand } from '../../eventsourcing/writing/command-bus';
import type { ContextModule } from '../../eventsourcing/aggregate-module';
import type { Process } from '../../eventsourcing/consuming/process';
import type { UniqueValueEffect } from '../../eventsourcing/writing/unique-value';
import type { Permission } from './plan';

const EFFECT_ACTIONS: Readonly<Record<UniqueValueEffect, string>> = {
  taken: 'dynamodb:PutItem',
  released: 'dynamodb:DeleteItem',
};

/** The commands of a context with what their handlers say of them. */
export function commandsOf({ aggregates }: ContextModule): DeclaredCommand[] {
  return handledCommands(aggregates);
}

/** Those that somebody may ask for: without those that processes alone send. */
export function commandsAskedOf(context: ContextModule): DeclaredCommand[] {
  return commandsOf(context).filter(({ internal }) => !internal);
}

/** Those of a context's commands that its processes send. @throws Error for one that nothing handles */
export function commandsSentIn(context: ContextModule, processes: readonly Process[]): DeclaredCommand[] {
  const known = new Map(commandsOf(context).map((command) => [command.type, command]));
  const sent = processes.flatMap(({ name, sends }) =>
    sends.map(({ type }): [string, DeclaredCommand] => [type, known.get(type) ?? unhandled(name, type)]),
  );
  return [...new Map(sent).values()];
}

function unhandled(process: string, type: string): never {
  throw new Error(
    `${process} sends ${type}, which nothing in its context handles: list the handler in the manifest of its ` +
      'aggregate, or leave the command out of `sends`.',
  );
}

/**
 * What is written with commits: the unique values that the commands take and release, and the recorded answers. A unique
 * value's key begins with its scope. A recorded answer's begins with the actor, so it tells no context.
 *
 * @param isRecorded whether there is anybody to record answers for
 */
export function writesWithCommits(
  context: string,
  commands: readonly DeclaredCommand[],
  isRecorded = true,
): Permission[] {
  const effects = (['taken', 'released'] as const).filter((effect) =>
    commands.some(({ uniqueValues }) => uniqueValues.includes(effect)),
  );
  const uniqueValues = {
    actions: effects.map((effect) => EFFECT_ACTIONS[effect]),
    resources: [{ id: 'UniqueValuesTable' }],
    leadingKeys: [`${context}#*`, `${context}/*`],
  };
  return [
    ...(effects.length > 0 ? [uniqueValues] : []),
    ...(isRecorded
      ? [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [{ id: 'IdempotencyTable' }] }]
      : []),
  ];
}
