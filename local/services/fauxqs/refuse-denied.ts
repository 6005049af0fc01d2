import { randomUUID } from 'node:crypto';
import type { Access } from '../../permissions/access';
import { s3Calls } from '../../permissions/requests/s3-calls';
import { sqsCalls } from '../../permissions/requests/sqs-calls';
import { xmlText } from '../aws-query/query-answer';
import type { FauxqsApp, FauxqsReply } from './fauxqs-app';

/** Answers requests that their caller may not make, each as its service does. */
export function refuseDenied(app: FauxqsApp, access: Access): void {
  const signatures = new WeakMap<object, string>();
  app.addHook('onRequest', (request, _reply, done) => {
    // Later hooks take it away.
    const { authorization } = request.headers;
    if (typeof authorization === 'string') signatures.set(request, authorization);
    done();
  });
  app.addHook('preHandler', (request, reply, done) => {
    const target = request.headers['x-amz-target'];
    const isSqs = typeof target === 'string';
    const refused = access.refusalOf(signatures.get(request), () =>
      isSqs ? sqsCalls(target, request.body) : s3Calls(request),
    );
    if (refused === undefined) done();
    else if (isSqs) refuseSqs(reply, refused);
    else refuseS3(reply, refused);
  });
}

/** "Common Errors" of the SQS API reference. */
function refuseSqs(reply: FauxqsReply, message: string): void {
  const body = JSON.stringify({ __type: 'com.amazonaws.sqs#AccessDeniedException', message });
  reply.code(400).type('application/x-amz-json-1.0').send(body);
}

/** "Error responses" of the S3 API reference. */
function refuseS3(reply: FauxqsReply, message: string): void {
  const text = xmlText(message);
  reply
    .code(403)
    .type('application/xml')
    .send(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${text}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
    );
}
