import { randomUUID } from 'node:crypto';
import type { LocalCallers } from '../../exposure/local-callers';
import { AwsError } from '../aws-json/aws-error';
import type { Operation, Operations, Restriction } from '../aws-json/aws-json.server';
import { inputIn } from '../aws-json/input';
import { readText, type Body } from '../aws-json/read-text';
import { listenTwoProtocols } from '../aws-json/two-protocol.server';
import { unknownOperation } from '../aws-json/unknown-operation';
import { endpointUrl } from '../endpoint-url';
import { never, type LocalService } from '../local-service';

export interface RestApi {
  readonly operations: Operations;
  /** Names of operations by method and path, `POST /v2/email/identities`. */
  readonly paths: Readonly<Record<string, string>>;
}

interface Request extends Body {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Response {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  end(body: string): unknown;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Serves operations that methods and paths name ("AWS restJson1 protocol" in the Smithy specification). */
export async function serveRestJson(
  name: string,
  host: string,
  api: RestApi,
  restriction: Restriction,
  callers?: LocalCallers,
): Promise<LocalService> {
  const handle = (request: Request, response: Response): void => {
    void answer(name, api, restriction, request).then(({ status, headers, body }) => {
      const own = { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() };
      response.writeHead(status, { ...own, ...headers });
      response.end(JSON.stringify(body));
    });
  };
  const server = await listenTwoProtocols(host, { http1: handle, http2: handle }, callers);
  return { endpoint: endpointUrl(host, server.port), exited: never(), stop: () => server.close() };
}

async function answer(
  service: string,
  api: RestApi,
  { access, calls }: Restriction,
  request: Request,
): Promise<Answer> {
  try {
    const input = inputIn(await readText(request));
    const { name, operation } = operationOf(service, api, request);
    const { authorization } = request.headers;
    const refused = access.refusalOf(authorization?.toString(), () => calls(name, input));
    if (refused !== undefined) throw new AwsError('AccessDeniedException', refused, 403);
    return { status: 200, headers: {}, body: operation(input) };
  } catch (error) {
    if (error instanceof AwsError) return refusal(error);
    return refusal(new AwsError('InternalFailure', `The local ${service} failed: ${String(error)}`, 500));
  }
}

function operationOf(
  service: string,
  { operations, paths }: RestApi,
  { method = '', url = '' }: Request,
): { readonly name: string; readonly operation: Operation } {
  const { pathname } = new URL(url, 'http://service');
  const route = `${method} ${pathname}`;
  const name = Object.hasOwn(paths, route) ? paths[route] : undefined;
  const operation = name === undefined ? undefined : operations[name];
  if (name !== undefined && operation !== undefined) return { name, operation };
  throw new AwsError('UnknownOperationException', unknownOperation(service, route));
}

function refusal({ status, type, message }: AwsError): Answer {
  return { status, headers: { 'x-amzn-errortype': type }, body: { message } };
}
