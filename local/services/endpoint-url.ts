import { isIPv6 } from 'node:net';

/** The URL under which clients of this machine reach a server bound to `host`; wildcard addresses become loopback. */
export function endpointUrl(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return isIPv6(host) ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}
