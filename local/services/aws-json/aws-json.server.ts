import { randomUUID } from 'node:crypto';
import type { LocalCallers } from '../../exposure/local-callers';
import type { FaultyFront } from '../../faults/faulty-front';
import { unrestricted, type Access } from '../../permissions/access';
import type { AwsCall } from '../../permissions/statement';
import { endpointUrl } from '../endpoint-url';
import { never, type LocalService } from '../local-service';
import { AwsError, awsErrorOf } from './aws-error';
import {
  EVENT_STREAM_TYPE,
  eventMessage,
  EventStream,
  INITIAL_RESPONSE,
  type StreamedEvent,
} from './event-stream';
import { inputIn, type Input } from './input';
import { readText, type Body } from './read-text';
import { unknownOperation } from './unknown-operation';
import { listenTwoProtocols } from './two-protocol.server';

/** One operation of a service; what it returns becomes the body of the answer, at once or bit by bit. */
export type Operation = (input: Input) => object | EventStream;
export type Operations = Readonly<Record<string, Operation>>;

/** Who may call what. */
export interface Restriction {
  readonly access: Access;
  /** What a request asks for. */
  readonly calls: (operation: string, input: Input) => readonly AwsCall[];
}

const UNRESTRICTED: Restriction = { access: unrestricted, calls: () => [] };

interface Request extends Body {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Response {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(chunk: Buffer): boolean;
  end(body: string): unknown;
  once(event: 'close' | 'drain', listener: () => void): unknown;
}

/** Serves operations by the AWS JSON 1.1 protocol ("AWS JSON 1.1 protocol" in the Smithy specification). */
export async function serveAwsJson(
  name: string,
  host: string,
  operations: Operations,
  restriction = UNRESTRICTED,
  callers?: LocalCallers,
  front?: FaultyFront,
): Promise<LocalService> {
  const handle = (request: Request, response: Response): void => {
    void answer(name, operations, restriction, request).then(({ status, body }) => {
      const streams = body instanceof EventStream;
      response.writeHead(status, {
        'content-type': streams ? EVENT_STREAM_TYPE : 'application/x-amz-json-1.1',
        'x-amzn-requestid': randomUUID(),
      });
      if (streams) void sendEvents(response, body);
      else response.end(JSON.stringify(body));
    });
  };
  const server = await listenTwoProtocols(host, { http1: handle, http2: handle }, callers, front);
  return { endpoint: endpointUrl(host, server.port), exited: never(), stop: () => server.close() };
}

/** Sends as fast as the client reads, until it goes away. */
async function sendEvents(response: Response, { events }: EventStream): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const send = async (event: StreamedEvent): Promise<void> => {
    if (response.write(eventMessage(event))) return;
    await new Promise<void>((resolve) => {
      response.once('drain', resolve);
      gone.signal.addEventListener('abort', () => {
        resolve();
      });
    });
  };
  await send(INITIAL_RESPONSE);
  for await (const event of events(gone.signal)) await send(event);
  response.end('');
}

interface Answer {
  readonly status: number;
  readonly body: object | EventStream;
}

async function answer(
  service: string,
  operations: Operations,
  { access, calls }: Restriction,
  request: Request,
): Promise<Answer> {
  try {
    const body = inputIn(await readText(request));
    const { name, operation } = operationOf(service, operations, request);
    const { authorization } = request.headers;
    const refused = access.refusalOf(authorization?.toString(), () => calls(name, body));
    if (refused !== undefined) throw new AwsError('AccessDeniedException', refused);
    return { status: 200, body: operation(body) };
  } catch (error) {
    return refusal(awsErrorOf(service, error));
  }
}

function refusal({ status, type, message }: AwsError): Answer {
  return { status, body: { __type: type, message } };
}

/** The `X-Amz-Target` header reads `Kinesis_20131202.PutRecords`. */
function operationOf(
  service: string,
  operations: Operations,
  { headers }: Request,
): { readonly name: string; readonly operation: Operation } {
  const target = String(headers['x-amz-target'] ?? '');
  const name = target.slice(target.lastIndexOf('.') + 1);
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation !== undefined) return { name, operation };
  throw new AwsError('UnknownOperationException', unknownOperation(service, name));
}
