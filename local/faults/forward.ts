import { request, type OutgoingHttpHeaders } from 'node:http';
import type { ServiceAnswer } from './service-call';

export interface Forwarded {
  /** `http://host:port` and a path. */
  readonly url: URL;
  readonly method: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request on a connection of its own. @returns the whole answer */
export function forward({ url, method, headers, body, signal }: Forwarded): Promise<ServiceAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent: false,
        method,
        headers: { ...headers, 'content-length': body.length },
        ...(signal && { signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: answerHeaders(response.headers),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Those of one connection say nothing of another one. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'content-length', 'transfer-encoding']);

function answerHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || OF_THE_CONNECTION.has(name) ? [] : [[name, value.toString()] as const],
    ),
  );
}
