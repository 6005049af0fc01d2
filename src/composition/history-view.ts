import { projectEvent } from '../eventsourcing/consuming/projection-consumer';
import type { DetailRows, Projection, ProjectionRow } from '../eventsourcing/consuming/projection';
import type { HistoryView } from '../eventsourcing/reading/history';
import type { DomainEvent } from '../kernel/domain-event';

/** History shows one row: what a projection keeps beside it belongs to other questions. */
const noDetails: DetailRows = { put: () => undefined, delete: () => undefined };

/** What a projection shows of an aggregate, for its history: the same row, folded by the same steps. */
export function historyView<E extends DomainEvent, Row extends ProjectionRow>(
  projection: Projection<E, Row>,
): HistoryView<Row> {
  // Dispatched at run time, where the types of one projection's events mean nothing.
  const steps = projection as unknown as Projection;
  return {
    type: projection.source.type,
    initial: (id) => projection.initial(id),
    apply: (row, event) => projectEvent(steps, row, event, noDetails) as Row,
  };
}
