import { randomUUID } from 'node:crypto';
import { unknownOperation } from '../aws-json/unknown-operation';
import { isInput } from '../aws-json/input';
import { queryError, xmlText } from '../aws-query/query-answer';
import type { FauxqsApp, FauxqsReply } from './fauxqs-app';

const FORM = 'application/x-www-form-urlencoded';

const LISTING = `list-type prefix delimiter max-keys continuation-token start-after marker encoding-type
  fetch-owner`.split(/\s+/);

/** The parameters that the operations of fauxqs have; any other makes another operation of a request. */
const BUCKET: Readonly<Record<string, readonly string[]>> = {
  GET: LISTING,
  HEAD: [],
  PUT: [],
  POST: ['delete'],
  DELETE: [],
};
const OBJECT: Readonly<Record<string, readonly string[]>> = {
  GET: [],
  HEAD: [],
  PUT: ['uploadId', 'partNumber'],
  POST: ['uploads', 'uploadId'],
  DELETE: ['uploadId'],
};

/**
 * Names what S3 does not have here: fauxqs takes `DELETE /bucket?policy` for the deletion of the bucket, and writes
 * the tags of an object into the object. Of the older query protocol it says what clients speak now.
 */
export function refuseMissing(app: FauxqsApp): void {
  app.addHook('preHandler', (request, reply, done) => {
    const { method, url, headers } = request;
    if ('x-amz-target' in headers) done();
    else if (method === 'POST' && headers['content-type']?.toString().startsWith(FORM) === true)
      refuseQuery(reply, request.body);
    else if (isMissing(method, url)) refuseS3(reply, method, url);
    else done();
  });
}

/** @param url path and query, as they were sent */
export function isMissing(method: string, url: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const isObject = /^\/[^/]+\/./.test(pathname);
  const known = (isObject ? OBJECT : BUCKET)[method] ?? [];
  // Signatures, names of operations that the SDK adds, and headers that an answer is to have.
  const others = [...searchParams.keys()].filter((name) => !/^(x-amz-.*|x-id|response-.*)$/i.test(name));
  return others.some((name) => !known.includes(name));
}

function refuseS3(reply: FauxqsReply, method: string, url: string): void {
  const { pathname, search } = new URL(url, 'http://s3');
  const message = xmlText(unknownOperation('S3', `${method} ${pathname}${search}`));
  reply
    .code(501)
    .type('application/xml')
    .send(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NotImplemented</Code><Message>${message}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
    );
}

/** "Error responses" of the AWS query protocol. */
function refuseQuery(reply: FauxqsReply, body: unknown): void {
  const action = isInput(body) && typeof body.Action === 'string' ? body.Action : 'of the query protocol';
  const message = `${unknownOperation('SQS', action)} Queues are served by the JSON protocol: use a client of 2024 or later.`;
  const error = { type: 'UnknownOperationException', message, status: 400 };
  reply.code(error.status).type('text/xml').send(queryError(error));
}
