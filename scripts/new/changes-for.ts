import type { Order } from './arguments';
import { newAggregate } from './generators/aggregate';
import { newCommand } from './generators/command';
import { newContext } from './generators/context';
import { newEvent } from './generators/event';
import { newProcess } from './generators/process';
import { newProjection } from './generators/projection';
import { formatted } from './formatted';
import { checkName } from './name-faults';
import type { Project } from './project';
import { type Change } from './project';
import { refuseTaken } from './taken';

/** Everything that an order comes to, before any of it is written. @throws Refusal that says what to do instead */
export async function changesFor(order: Order, project: Project): Promise<readonly Change[]> {
  make(order, project);
  refuseTaken(project);
  for (const { path, text } of project.changes) project.edit(path, await formatted(path, text));
  return project.changes;
}

function make({ kind, path, plural, event, follows, ...options }: Order, project: Project): void {
  const [first = '', second = '', third = ''] = path;
  checkName('context', first);
  switch (kind) {
    case 'context':
      newContext(project, first);
      return;
    case 'aggregate':
      newAggregate(project, [first, second], plural);
      return;
    case 'command':
      newCommand(project, [first, second, third], event);
      return;
    case 'event':
      newEvent(project, [first, second, third]);
      return;
    case 'projection':
      newProjection(project, [first, second], follows);
      return;
    case 'process':
      newProcess(project, [first, second], options);
  }
}
