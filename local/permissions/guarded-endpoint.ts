import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { endpointUrl } from '../services/endpoint-url';
import { LOCAL_CREDENTIALS } from '../services/local-account';
import { never, type LocalService } from '../services/local-service';
import { callersKey } from './caller';
import { header, http1Request, type Http1Request } from './http1-request';

/** @returns the message of an access-denied error, or undefined for a request that may pass */
export type Examination = (
  authorization: string | undefined,
  target: string,
  body: Buffer,
) => string | undefined;

/**
 * Stands before a service that is not in this process and looks at every request of its JSON protocol before the
 * service gets it. Each connection has one of its own behind it, and answers pass as they come. AWS's clients send
 * a request when the one before is answered, so a refusal cannot overtake an answer.
 *
 * Requests pass as they are, but for the access key: DynamoDB Local keeps tables apart by it.
 *
 * @param upstream endpoint of the service; http only
 */
export async function guardEndpoint(
  host: string,
  upstream: string,
  examine: Examination,
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
    readRequests(client, service, examine);
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

function readRequests(client: Socket, service: Socket, examine: Examination): void {
  let chunks: Buffer[] = [];
  let received = 0;
  let needed = 1;
  client.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
    // A large body comes in hundreds of pieces, which are put together once.
    while (received >= needed) {
      const bytes = chunks.length === 1 ? (chunks[0] ?? chunk) : Buffer.concat(chunks);
      chunks = [bytes];
      const request = http1Request(bytes);
      if (typeof request === 'string') {
        client.end(refusal('SerializationException', `The request cannot be read: ${request}.`));
        return;
      }
      if (typeof request === 'number') {
        needed = request;
        continue;
      }
      pass(request, client, service, examine);
      chunks = [bytes.subarray(request.length)];
      received -= request.length;
      needed = 1;
    }
  });
}

function pass({ head, body }: Http1Request, client: Socket, service: Socket, examine: Examination): void {
  const authorization = header(head, 'authorization');
  const refused = examine(authorization, header(head, 'x-amz-target') ?? '', body);
  if (refused !== undefined) {
    client.write(refusal('AccessDeniedException', refused));
    return;
  }
  const key = callersKey(authorization);
  const passed =
    key === undefined
      ? head
      : head.replace(`Credential=${key}/`, `Credential=${LOCAL_CREDENTIALS.accessKeyId}/`);
  service.cork();
  service.write(passed, 'latin1');
  if (body.length > 0) service.write(body);
  service.uncork();
}

/** An error as DynamoDB words it; 400 is its status for denied access too ("Error handling with DynamoDB"). */
function refusal(type: string, message: string): string {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message });
  return [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/x-amz-json-1.0',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-amzn-requestid: ${randomUUID()}`,
    '',
    body,
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
