import type { Process } from '../../../src/eventsourcing/consuming/process';
import type { Sabotage } from '../sabotage';

const CANCELLED = 'shop/order/cancelled';

/** The process of orders without what keeps it right when an order is cancelled while its products are held. */
export function sabotagedProcess(process: Process, sabotage: Sabotage | undefined): Process {
  if (process.name !== 'shop/fulfil-order') return process;
  if (sabotage === 'late-holds')
    return { ...process, refused: { ...process.refused, [CANCELLED]: () => [] } };
  if (sabotage === 'marks') return { ...process, on: { ...process.on, [CANCELLED]: () => undefined } };
  return process;
}
