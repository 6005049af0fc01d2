import type { LocalCallers } from '../../exposure/local-callers';
import type { Access } from '../../permissions/access';
import type { AwsCall } from '../../permissions/statement';
import { AwsError } from '../aws-json/aws-error';
import { readText, type Body } from '../aws-json/read-text';
import { listenTwoProtocols } from '../aws-json/two-protocol.server';
import { unknownOperation } from '../aws-json/unknown-operation';
import { endpointUrl } from '../endpoint-url';
import { never, type LocalService } from '../local-service';
import { queryError, queryResult } from './query-answer';

/** One operation; what it returns becomes the members of its result. */
export type QueryOperation = (parameters: URLSearchParams) => Readonly<Record<string, string>>;
export type QueryOperations = Readonly<Record<string, QueryOperation>>;

/** Who may call what. */
export interface QueryRestriction {
  readonly access: Access;
  readonly calls: (operation: string, parameters: URLSearchParams) => readonly AwsCall[];
}

interface Request extends Body {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Response {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  end(body: string): unknown;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Serves operations by the AWS query protocol: forms in, XML out ("AWS query protocol", Smithy specification). */
export async function serveAwsQuery(
  name: string,
  host: string,
  operations: QueryOperations,
  restriction: QueryRestriction,
  callers?: LocalCallers,
): Promise<LocalService> {
  const handle = (request: Request, response: Response): void => {
    void answer(name, operations, restriction, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'text/xml' });
      response.end(body);
    });
  };
  const server = await listenTwoProtocols(host, { http1: handle, http2: handle }, callers);
  return { endpoint: endpointUrl(host, server.port), exited: never(), stop: () => server.close() };
}

async function answer(
  service: string,
  operations: QueryOperations,
  { access, calls }: QueryRestriction,
  request: Request,
): Promise<Answer> {
  try {
    const parameters = new URLSearchParams(await readText(request));
    const name = parameters.get('Action') ?? '';
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined)
      throw new AwsError('UnknownOperationException', unknownOperation(service, name));
    const { authorization } = request.headers;
    const refused = access.refusalOf(authorization?.toString(), () => calls(name, parameters));
    if (refused !== undefined) throw new AwsError('AuthorizationError', refused, 403);
    return { status: 200, body: queryResult(name, operation(parameters)) };
  } catch (error) {
    const known =
      error instanceof AwsError
        ? error
        : new AwsError('InternalFailure', `The local ${service} failed: ${String(error)}`, 500);
    return { status: known.status, body: queryError(known) };
  }
}
