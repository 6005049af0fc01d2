import { REFUSED, type LocalCallers } from '../../exposure/local-callers';
import { requestSource } from '../../exposure/request-source';
import type { FauxqsApp } from './fauxqs-app';

/** Answers what no local caller sent; has to be the first hook, before others change the headers. */
export function refuseForeign(app: FauxqsApp, callers: LocalCallers): void {
  app.addHook('onRequest', (request, reply, done) => {
    const refusal = callers.refusal(requestSource(request.raw));
    if (refusal === undefined) done();
    else
      reply
        .code(REFUSED)
        .type('application/json')
        .send(JSON.stringify({ message: refusal }));
  });
}
