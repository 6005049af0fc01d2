import { LocalCallers } from '../../exposure/local-callers';
import { unrestricted } from '../../permissions/access';
import { endpointUrl } from '../endpoint-url';
import { LOCAL_REGION } from '../local-account';
import { never, type LocalService, type ServiceOptions } from '../local-service';
import { buildFauxqs } from './fauxqs-app';
import { mapQueueUrls, queueUrl } from './queue-urls';
import { refuseDenied } from './refuse-denied';
import { refuseForeign } from './refuse-foreign';
import { refuseMissing } from './refuse-missing';
import { standBefore } from './stand-before';
import { LocalQueues } from './sqs/queues';
import { SQS_CONTENT_TYPE, supplementSqs } from './sqs/supplement-sqs';

/** How fauxqs itself names a queue when neither the port nor the region of the caller take part. */
const FAUXQS_ENDPOINT = `http://sqs.${LOCAL_REGION}.localhost`;

/**
 * SQS and S3 by fauxqs, in this process and in memory.
 *
 * fauxqs finds a queue by the exact URL it once made of the caller's `Host`, port and region, under a name that many
 * resolvers do not know (`sqs.us-east-1.localhost`). Here a queue is found by its name alone, and its URL begins
 * with the endpoint: SDK clients that take their endpoint from the queue URL work, and so do containers that reach
 * this host under another address.
 */
export async function startFauxqs(
  host: string,
  { access = unrestricted, callers = new LocalCallers([host]), front }: ServiceOptions = {},
): Promise<LocalService> {
  // Its own `startFauxqs` listens on all addresses, so the app is built and bound here.
  const queues = new LocalQueues();
  const app = buildFauxqs(queues);
  let endpoint = '';

  if (front !== undefined) standBefore(app, front);
  refuseForeign(app, callers);
  refuseDenied(app, access);
  refuseMissing(app);
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.headers['content-type'] === SQS_CONTENT_TYPE) {
      request.raw.headers.host = 'localhost';
      delete request.raw.headers.authorization; // carries the region
    }
    done();
  });
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.headers['content-type'] === SQS_CONTENT_TYPE) {
      request.body = mapQueueUrls(request.body, (name) => queueUrl(FAUXQS_ENDPOINT, name));
    }
    done();
  });
  app.addHook('preSerialization', (request, _reply, payload, done) => {
    const isSqs = request.headers['content-type'] === SQS_CONTENT_TYPE;
    done(null, isSqs ? mapQueueUrls(payload, (name) => queueUrl(endpoint, name)) : payload);
  });

  supplementSqs(app, queues, (answer) => mapQueueUrls(answer, (name) => queueUrl(endpoint, name)));

  const address = await app.listen({ host, port: 0 });
  endpoint = endpointUrl(host, Number(new URL(address).port));
  return { endpoint, exited: never(), stop: () => app.close() };
}
