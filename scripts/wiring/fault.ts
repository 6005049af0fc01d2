import type { WiringFault } from '../../local/wiring/wiring-fault';

export type Fault = WiringFault;

export function fault(message: string): Fault {
  return { message, stops: true };
}

/** Of something generated that is not as it would be written now, and does the same. */
export function stale(message: string): Fault {
  return { message, stops: false };
}
