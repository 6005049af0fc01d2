import type { IncomingHttpHeaders } from 'node:http';
import type { RequestSource } from './local-callers';

interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Of a request of Node's servers, HTTP/1 and HTTP/2 alike. */
export function requestSource({ method = 'GET', url = '/', headers }: NodeRequest): RequestSource {
  const header = (name: string): string | undefined => headers[name]?.toString();
  return {
    method,
    target: url,
    header: (name) => (name === 'host' ? (header('host') ?? header(':authority')) : header(name)),
  };
}
