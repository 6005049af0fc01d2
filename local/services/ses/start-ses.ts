import { randomUUID } from 'node:crypto';
import { unrestricted } from '../../permissions/access';
import { sesCalls } from '../../permissions/requests/ses-calls';
import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { inputIn } from '../aws-json/input';
import { readText, type Body } from '../aws-json/read-text';
import { listenTwoProtocols } from '../aws-json/two-protocol.server';
import { unknownOperation } from '../aws-json/unknown-operation';
import { endpointUrl } from '../endpoint-url';
import { never, type LocalService, type ServiceOptions } from '../local-service';
import type { Mailbox } from '../mailbox/mailbox';
import { Identities } from './identities';
import { sesOperations } from './ses-operations';

export interface SesOptions extends ServiceOptions {
  /** Gets every e-mail. */
  readonly mailbox: Mailbox;
}

/** Source: Amazon SES API v2 reference. */
const PATHS: Readonly<Record<string, string>> = {
  'POST /v2/email/outbound-emails': 'SendEmail',
  'POST /v2/email/identities': 'CreateEmailIdentity',
};

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
  /** Name of the error, if it is one ("AWS restJson1 protocol" of Smithy). */
  readonly type?: string;
  readonly body: object;
}

/** SES by its API v2, as far as it sends e-mail, into the mailbox of this machine. */
export async function startSes(
  host: string,
  { access = unrestricted, callers, mailbox }: SesOptions,
): Promise<LocalService> {
  const identities = new Identities();
  const operations = sesOperations(identities, mailbox);
  const handle = (request: Request, response: Response): void => {
    void answer(request).then(({ status, type, body }) => {
      const error = type === undefined ? {} : { 'x-amzn-errortype': type };
      const id = { 'x-amzn-requestid': randomUUID() };
      response.writeHead(status, { 'content-type': 'application/json', ...id, ...error });
      response.end(JSON.stringify(body));
    });
  };
  const answer = async (request: Request): Promise<Answer> => {
    try {
      const input = inputIn(await readText(request));
      const { name, operation } = operationOf(operations, request);
      const { authorization } = request.headers;
      const calls = (): ReturnType<typeof sesCalls> => sesCalls(name, input, identities);
      const refused = access.refusalOf(authorization?.toString(), calls);
      if (refused !== undefined) throw new AwsError('AccessDeniedException', refused, 403);
      return { status: 200, body: operation(input) };
    } catch (error) {
      return refusal(error);
    }
  };
  const server = await listenTwoProtocols(host, { http1: handle, http2: handle }, callers);
  return { endpoint: endpointUrl(host, server.port), exited: never(), stop: () => server.close() };
}

function operationOf(
  operations: Operations,
  { method = '', url = '' }: Request,
): { readonly name: string; readonly operation: Operations[string] } {
  const { pathname } = new URL(url, 'http://ses');
  const route = `${method} ${pathname.replace(/\/$/, '')}`;
  const name = Object.hasOwn(PATHS, route) ? PATHS[route] : undefined;
  const operation = name === undefined ? undefined : operations[name];
  if (name !== undefined && operation !== undefined) return { name, operation };
  throw new AwsError('UnknownOperationException', unknownOperation('SES', route));
}

function refusal(error: unknown): Answer {
  if (!(error instanceof AwsError)) {
    const message = `The local SES failed: ${String(error)}`;
    return { status: 500, type: 'InternalFailure', body: { message } };
  }
  const { status, type, message } = error;
  // The name that SES has for it.
  return { status, type: type === 'ValidationException' ? 'BadRequestException' : type, body: { message } };
}
