import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultyFront } from '../../faults/faulty-front';
import type { FauxqsApp } from './fauxqs-app';

/** Has a front meet what it awaits: fauxqs itself never sees it. */
export function standBefore({ server }: FauxqsApp, front: FaultyFront): void {
  const [serve] = server.listeners('request');
  if (serve === undefined) throw new Error('fauxqs listens to no requests any more; see its new version.');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (front.awaits(request)) void front.meet(request, response);
    else serve.call(server, request, response);
  });
}
