import { UnknownEventError } from '../../kernel/fold';
import type { RecordedEvent } from '../log/commit';
import { streamOf } from '../log/stream';
import type { DetailRows, ProjectionRow, Projection } from './projection';

type Step = (row: ProjectionRow, event: RecordedEvent, details: DetailRows) => ProjectionRow;

/**
 * The head row with one more event of its stream; its version is left to the caller, who knows the commit.
 *
 * @throws UnknownEventError
 */
export function projectEvent(
  projection: Projection,
  head: ProjectionRow,
  event: RecordedEvent,
  details: DetailRows,
): ProjectionRow {
  // Dispatched at run time, where the types of one projection's events mean nothing.
  const steps: Readonly<Record<string, unknown>> = projection.on;
  if (!Object.hasOwn(steps, event.type)) {
    const place = { stream: streamOf(projection.source.type, event.id), version: event.version };
    throw new UnknownEventError(event.type, place, `the projection into ${projection.table.name}`);
  }
  return (steps[event.type] as Step)(head, event, details);
}
