import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { LocalCallers, REFUSED, type RequestSource } from '../exposure/local-callers';
import { endpointUrl } from '../services/endpoint-url';
import { LOCAL_CREDENTIALS } from '../services/local-account';
import { never, type LocalService } from '../services/local-service';
import { callersKey } from './caller';
import { header, http1Request, type Http1Request } from './http1-request';

export interface ExaminedRequest {
  readonly authorization: string | undefined;
  /** E.g. `DynamoDB_20120810.Query`; empty for a request without one. */
  readonly target: string;
  readonly body: Buffer;
  /** @param name in lower case */
  readonly header: (name: string) => string | undefined;
  /** Resolves when its client has gone. */
  readonly gone: () => Promise<void>;
}

/** An answer in place of the service's. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

/** What becomes of a request in place of an answer of the service: `cut` ends the connection without a word. */
export type Decision = Reply | 'cut';

/** @returns undefined for a request that may pass */
export type Examination = (request: ExaminedRequest) => Decision | Promise<Decision | undefined> | undefined;

/**
 * Stands before a service that is not in this process and looks at every request of its JSON protocol before the
 * service gets it. Each connection has one of its own behind it, and answers pass as they come. AWS's clients send
 * a request when the one before is answered, so a reply from here cannot overtake an answer.
 *
 * Requests pass as they are, but for the access key: DynamoDB Local keeps tables apart by it.
 *
 * @param upstream endpoint of the service; http only
 * @param examinations asked in turn; the first that replies is the last
 */
export async function guardEndpoint(
  host: string,
  upstream: string,
  examinations: readonly Examination[],
  callers = new LocalCallers([host]),
): Promise<LocalService> {
  const { hostname, port, pathname } = new URL(upstream);
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || '80') };
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const service = connect(address);
    [client, service].forEach(keep);
    joinEnds(client, service);
    service.pipe(client);
    readRequests(client, service, (request) => examined(request, client, examinations, callers));
  });
  const listening = await listen(server, host);
  return {
    endpoint: `${endpointUrl(host, listening)}${pathname === '/' ? '' : pathname}`,
    exited: never(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** What happens to one of the two connections happens to the other; clients take it as they would take it from the service. */
function joinEnds(client: Socket, service: Socket): void {
  client.on('error', () => client.destroy());
  service.on('error', () => client.destroy());
  client.on('close', () => service.destroy());
  service.on('close', () => {
    client.destroySoon();
  });
}

const EMPTY = Buffer.alloc(0);

type Examined = (request: Http1Request) => Decision | Promise<Decision | undefined> | undefined;

function readRequests(client: Socket, service: Socket, examine: Examined): void {
  let chunks: Buffer[] = [];
  let received = 0;
  let needed = 1;
  let answering = false;
  client.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
    readOn();
  });

  function readOn(): void {
    // A large body comes in hundreds of pieces, which are put together once.
    while (received >= needed && !answering) {
      const bytes = chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks);
      const request = http1Request(bytes);
      if (typeof request === 'string') {
        client.end(
          response(denial(400, 'SerializationException', `The request cannot be read: ${request}.`)),
        );
        return;
      }
      chunks = [typeof request === 'number' ? bytes : bytes.subarray(request.length)];
      if (typeof request === 'number') {
        needed = request;
        continue;
      }
      received -= request.length;
      needed = 1;
      const reply = examine(request);
      if (reply instanceof Promise) void answerLater(request, reply);
      else settle(request, reply);
    }
  }

  async function answerLater(request: Http1Request, reply: Promise<Decision | undefined>): Promise<void> {
    answering = true;
    try {
      settle(request, await reply);
    } catch (error) {
      settle(request, denial(500, 'InternalServerError', String(error)));
    }
    answering = false;
    readOn();
  }

  function settle(request: Http1Request, reply: Decision | undefined): void {
    if (reply === undefined) pass(request, service);
    else if (reply === 'cut') client.destroy();
    else client.write(response(reply));
  }
}

function examined(
  { head, body }: Http1Request,
  client: Socket,
  examinations: readonly Examination[],
  callers: LocalCallers,
): Decision | Promise<Decision | undefined> | undefined {
  const foreign = callers.refusal(sourceOf(head));
  if (foreign !== undefined) return denial(REFUSED, 'AccessDeniedException', foreign);
  const request: ExaminedRequest = {
    authorization: header(head, 'authorization'),
    target: header(head, 'x-amz-target') ?? '',
    body,
    header: (name) => header(head, name),
    gone: () =>
      new Promise((resolve) => {
        client.once('close', resolve);
      }),
  };
  for (const examine of examinations) {
    const reply = examine(request);
    if (reply !== undefined) return reply;
  }
  return undefined;
}

function sourceOf(head: string): RequestSource {
  const [method = '', target = ''] = head.split(' ', 2);
  return { method, target, header: (name) => header(head, name) };
}

function pass({ head, body }: Http1Request, service: Socket): void {
  const key = callersKey(header(head, 'authorization'));
  const passed =
    key === undefined
      ? head
      : head.replace(`Credential=${key}/`, `Credential=${LOCAL_CREDENTIALS.accessKeyId}/`);
  service.cork();
  service.write(passed, 'latin1');
  if (body.length > 0) service.write(body);
  service.uncork();
}

/** An error as DynamoDB words it. */
export function denial(status: number, type: string, message: string): Reply {
  return { status, body: { __type: `com.amazon.coral.service#${type}`, message } };
}

function response({ status, body }: Reply): string {
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/x-amz-json-1.0',
    `content-length: ${Buffer.byteLength(text)}`,
    `x-amzn-requestid: ${randomUUID()}`,
    '',
    text,
  ].join('\r\n');
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
