import { UnknownEventError } from '../../kernel/fold';
import type { RecordedEvent } from '../commit';
import { streamOf } from '../stream';
import type { DetailRows, Head, Projection } from './projection';

type Step = (row: Head, event: RecordedEvent, details: DetailRows) => Head;

/**
 * The head row with one more event of its stream; its version is left to the caller, who knows the commit.
 *
 * @throws UnknownEventError
 */
export function stepHead(
  projection: Projection,
  head: Head,
  event: RecordedEvent,
  details: DetailRows,
): Head {
  // Dispatched at run time, where the types of one projection's events mean nothing.
  const steps: Readonly<Record<string, unknown>> = projection.on;
  if (!Object.hasOwn(steps, event.type)) {
    const place = { stream: streamOf(projection.source, event.id), version: event.version };
    throw new UnknownEventError(event.type, place, `the projection into ${projection.heads.name}`);
  }
  return (steps[event.type] as Step)(head, event, details);
}
