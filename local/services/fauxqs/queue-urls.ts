import { LOCAL_ACCOUNT } from '../local-account';

/** The URL that the local SQS gives a queue; any endpoint of the same form works too, e.g. one seen by a container. */
export function queueUrl(endpoint: string, queueName: string): string {
  return `${endpoint}/${LOCAL_ACCOUNT}/${queueName}`;
}

/** Turns every queue URL in the body of a request or an answer into another form of it, by the queue's name. */
export function mapQueueUrls(body: unknown, toUrl: (queueName: string) => string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const mapped: Record<string, unknown> = { ...body };
  if (typeof mapped.QueueUrl === 'string') mapped.QueueUrl = toUrl(queueName(mapped.QueueUrl));
  for (const member of ['QueueUrls', 'queueUrls']) {
    const urls = mapped[member];
    if (Array.isArray(urls)) mapped[member] = urls.map((url) => toUrl(queueName(String(url))));
  }
  return mapped;
}

function queueName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
