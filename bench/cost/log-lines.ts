import { randomUUID } from 'node:crypto';
import type { Json } from '../../local/template/json';

/** What CloudWatch Logs counts for an event beside its message (API reference, PutLogEvents). */
const EVENT_OVERHEAD = 26;

/** Bytes that a line costs. */
export function bytesOf(line: string): number {
  return Buffer.byteLength(line) + EVENT_OVERHEAD;
}

/**
 * The lines that Lambda writes itself for an invocation that ends well: `start` and `report` at level INFO, none at WARN.
 * Source: Lambda guide, "Log-level filtering" and the Telemetry API's schemas, without what only traced functions have.
 */
export function platformLines(systemLogLevel: Json | undefined, memorySizeMB: number): readonly string[] {
  if (systemLogLevel === 'WARN') return [];
  const time = new Date().toISOString();
  const requestId = randomUUID();
  const metrics = { durationMs: 11.113, billedDurationMs: 12, memorySizeMB, maxMemoryUsedMB: 104 };
  return [
    { time, type: 'platform.start', record: { requestId, version: '12' } },
    { time, type: 'platform.report', record: { requestId, metrics, status: 'success' } },
  ].map((line) => JSON.stringify(line));
}

const SAMPLES: Readonly<Record<string, string>> = {
  requestId: 'JKJaXmPLvHcESHA=',
  requestTime: '25/Nov/2026:19:12:47 +0000',
  routeKey: 'PUT /users/{id}',
  status: '202',
  responseLatency: '23',
  integrationLatency: '21',
  responseLength: '60',
};

/** A line of the API's access log for an accepted command. @param format as in the template */
export function accessLine(format: string): string {
  return format.replaceAll(/\$context\.([\w.]+)/gu, (_, name: string) => SAMPLES[name] ?? '-');
}
