/** A request at the begin of a buffer. */
export interface Http1Request {
  /** Request line and headers, with the empty line behind them. */
  readonly head: string;
  /** Bytes of head and body together. */
  readonly length: number;
  readonly body: Buffer;
}

/** Why a connection cannot be read any further. */
export type Http1Problem = 'too-large' | 'no-length';

/** More than the largest head that AWS takes, and than the largest body: 16 MiB of a batch. */
const HEAD_LIMIT_BYTES = 64 * 1024;
const BODY_LIMIT_BYTES = 20 * 1024 * 1024;

const END_OF_HEAD = '\r\n\r\n';

/** @returns the number of bytes that it takes to tell more, while the request is not complete */
export function http1Request(bytes: Buffer): Http1Request | Http1Problem | number {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return bytes.length > HEAD_LIMIT_BYTES ? 'too-large' : bytes.length + 1;
  const begin = end + END_OF_HEAD.length;
  const head = bytes.toString('latin1', 0, begin);
  const size = header(head, 'content-length');
  if (header(head, 'transfer-encoding') !== undefined || head.startsWith('PRI ')) {
    return 'no-length';
  }
  const length = begin + Number(size ?? 0);
  if (!(length <= BODY_LIMIT_BYTES)) return 'too-large';
  if (bytes.length < length) return length;
  return { head, length, body: bytes.subarray(begin, length) };
}

/** @param name in lower case */
export function header(head: string, name: string): string | undefined {
  const lines = patterns[name] ?? new RegExp(`\r\n${name}:[ \t]*([^\r]*)`, 'i');
  return lines.exec(head)?.[1]?.trimEnd();
}

/** Read for every request. */
const patterns: Readonly<Record<string, RegExp>> = Object.fromEntries(
  [
    'authorization',
    'content-length',
    'host',
    'origin',
    'sec-fetch-site',
    'transfer-encoding',
    'x-amz-target',
  ].map((name) => [name, new RegExp(`\r\n${name}:[ \t]*([^\r]*)`, 'i')]),
);
