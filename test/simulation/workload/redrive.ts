import type { Commit } from '../../../src/eventsourcing/log/commit';
import type { Application } from '../application/application';
import type { Services } from '../application/services';
import type { Bell } from './bell';

/** Gives everything that was put aside another chance, as `npm run consumers -- redrive` does. @returns how many things */
export async function redrive(services: Services, application: Application, bell: Bell): Promise<number> {
  let redriven = 0;
  for (const queue of services.queues.values()) {
    for (const { group, id, body } of queue.dead.splice(0)) {
      queue.send(group, `redrive of ${id}`, body);
      redriven += 1;
    }
  }
  for (const parked of services.parked.splice(0)) {
    // A text that is no doorbell is left, and so found.
    if ('text' in parked) services.parked.push(parked);
    else await bell.ring([parked.stream], parked.reason, [parked.consumer]);
    redriven += 1;
  }
  for (const { body } of services.doorbells.dead.splice(0)) {
    services.doorbells.send(body);
    redriven += 1;
  }
  for (const pending of services.scheduler.dead.splice(0)) {
    services.scheduler.redrive(pending);
    redriven += 1;
  }
  const given = application.mappings.flatMap(({ failed }) => failed.splice(0));
  await bell.ring(
    given.map(({ data }) => streamIn(data)),
    'a stream mapping gave its batch up',
  );
  return redriven + given.length;
}

/** Of a commit, or of one in its envelope. */
function streamIn(data: string): string {
  const record = JSON.parse(data) as Commit | { readonly commit: Commit };
  return 'commit' in record ? record.commit.stream : record.stream;
}
