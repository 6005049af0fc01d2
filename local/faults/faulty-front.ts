import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { callingFunction } from '../permissions/caller';
import type { ServiceName } from '../services/endpoints';
import type { Faults } from './faults';
import { forward } from './forward';
import { operationOf } from './operation-of';
import { POLLS_FOR, type ServiceAnswer } from './service-call';
import { CUT, strike } from './strike';

/** A request of Node's servers, HTTP/1 and HTTP/2 alike. */
interface FrontRequest extends AsyncIterable<Buffer> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly localAddress?: string; readonly localPort?: number; destroy(): unknown };
}

interface FrontResponse extends NodeJS.EventEmitter {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  end(body: Buffer | string): unknown;
}

/** Marks what has come by here. Nobody else knows its value. */
const PAST_FAULTS = 'x-local-past-faults';

/** Goes on for minutes, and no fault is about it. */
const STREAMING = 'SubscribeToShard';

/**
 * Stands before a service of this process. While no fault concerns it, requests go to the service as if this were not
 * here. Otherwise each is read, and sent to the service by a connection of its own if it is to be carried out.
 */
export class FaultyFront {
  private readonly mark = randomUUID();

  /** @param services that the server has; with two, the JSON protocol is the first one's */
  constructor(
    private readonly faults: Faults,
    private readonly services: readonly [ServiceName, ServiceName?],
  ) {}

  /** Whether a request has to be met here. */
  awaits({ headers }: FrontRequest): boolean {
    if (!this.services.some((service) => service !== undefined && this.faults.concern(service))) return false;
    if (headers[PAST_FAULTS] === this.mark) return false;
    if (headers['x-amz-target']?.toString().endsWith(STREAMING) === true) return false;
    return callerOf(headers) !== undefined;
  }

  async meet(request: FrontRequest, response: FrontResponse): Promise<void> {
    const client = new AbortController();
    response.once('close', () => {
      client.abort();
    });
    try {
      const answer = await this.answer(request, client.signal);
      if (client.signal.aborted) return;
      if (answer === CUT) request.socket.destroy();
      else {
        response.writeHead(answer.status, answer.headers);
        response.end(answer.body);
      }
    } catch {
      // The client has gone, or the service has: either way this connection is of no more use.
      request.socket.destroy();
    }
  }

  private async answer(request: FrontRequest, signal: AbortSignal): Promise<ServiceAnswer | typeof CUT> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { method = 'POST', url = '/', headers } = request;
    const service = this.serviceOf(headers);
    const operation = operationOf(service, { method, url, headers, body });
    const carryOut = (content: Buffer): Promise<ServiceAnswer> =>
      forward({
        url: this.urlOf(request, url),
        method,
        headers: { ...http1Headers(headers), [PAST_FAULTS]: this.mark },
        body: content,
        signal,
      });
    const stroke = this.faults.ofCall(service, operation, callerOf(headers) ?? '');
    if (stroke === undefined) return carryOut(body);
    const gone = once(signal, 'abort').then(() => undefined);
    const isPoller = headers[POLLS_FOR] !== undefined;
    return strike(stroke, { service, operation, body }, { carryOut, gone, isPoller });
  }

  private serviceOf(headers: IncomingHttpHeaders): ServiceName {
    const [json, other = json] = this.services;
    return headers['x-amz-target'] === undefined ? other : json;
  }

  private urlOf({ socket }: FrontRequest, path: string): URL {
    const { localAddress = '127.0.0.1', localPort = 0 } = socket;
    const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
    return new URL(path, `http://${host}:${localPort}`);
  }
}

/** Logical id of the function that calls, or for which Lambda does; undefined for others. */
function callerOf(headers: IncomingHttpHeaders): string | undefined {
  return headers[POLLS_FOR]?.toString() ?? callingFunction(headers.authorization);
}

/** Without what HTTP/2 has in their place, and what is of the connection. */
function http1Headers(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const host = headers.host ?? headers[':authority']?.toString();
  const kept = Object.entries(headers).filter(
    ([name]) => !name.startsWith(':') && !['connection', 'transfer-encoding', 'expect'].includes(name),
  );
  return { ...Object.fromEntries(kept), ...(host !== undefined && { host }) };
}
