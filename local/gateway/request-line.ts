import type { IncomingMessage } from 'node:http';

/** Source: "Quotas for configuring and running an HTTP API": total combined size of request line and header values. */
export const HEADERS_LIMIT_BYTES = 10_240;

/**
 * What Node.js reads at most, names included. It breaks the connection off with more, at times before its 431 has been
 * read, so this is far above what is answered in order.
 */
export const HEADERS_READ_BYTES = 256 * 1024;

type Head = Pick<
  IncomingMessage,
  'method' | 'url' | 'httpVersion' | 'rawHeaders' | 'headers' | 'headersDistinct'
>;

/** Bytes that count towards the limit: of the request line, and of the values of the headers. */
export function lengthOf({ method = '', url = '', httpVersion, rawHeaders }: Head): number {
  const line = `${method} ${url} HTTP/${httpVersion}`.length;
  // Names and values take turns. Node reads either as Latin-1: a character is a byte.
  return rawHeaders.reduce((sum, text, index) => (index % 2 === 0 ? sum : sum + text.length), line);
}

/** What a request asks for, and of whom. */
export interface Target {
  readonly host: string;
  /** As sent, percent-encoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)([^#]*)$/i;

/**
 * Reads a request target in origin form or absolute form. A host in the target counts for more than the Host header
 * (RFC 9112, 3.2.2).
 *
 * @returns undefined for a target with a fragment, without a host (RFC 9110, 4.2.1) or with a user in it (4.2.4), or when
 *   there is not one Host (RFC 9112, 3.2)
 */
export function targetOf({ url = '/', headers, headersDistinct }: Head): Target | undefined {
  if ((headersDistinct.host?.length ?? 0) > 1 || url.includes('#')) return undefined;
  const [, authority, rest = ''] = ABSOLUTE.exec(url) ?? [];
  if (authority === '' || authority?.includes('@')) return undefined;
  const target = authority === undefined ? url : rest.startsWith('/') ? rest : `/${rest}`;
  const mark = target.indexOf('?');
  return {
    host: authority ?? headers.host ?? 'localhost',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
  };
}
