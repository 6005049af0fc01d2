import { randomUUID } from 'node:crypto';
import type { LocalCallers } from '../../exposure/local-callers';
import type { FaultyFront } from '../../faults/faulty-front';
import { AwsError, awsErrorOf } from '../aws-json/aws-error';
import type { Operation, Operations, Restriction } from '../aws-json/aws-json.server';
import { inputIn } from '../aws-json/input';
import { readText } from '../aws-json/read-text';
import { serveText, type TextAnswer, type TextRequest } from '../aws-json/text-service';
import { unknownOperation } from '../aws-json/unknown-operation';
import type { LocalService } from '../local-service';

export interface RestApi {
  readonly operations: Operations;
  /** Names of operations by method and path, `POST /v2/email/identities`. */
  readonly paths: Readonly<Record<string, string>>;
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
  front?: FaultyFront,
): Promise<LocalService> {
  const serve = async (request: TextRequest): Promise<TextAnswer> => {
    const { status, headers, body } = await answer(name, api, restriction, request);
    const own = { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() };
    return { status, headers: { ...own, ...headers }, body: JSON.stringify(body) };
  };
  return serveText(host, serve, callers, front);
}

async function answer(
  service: string,
  api: RestApi,
  { access, calls }: Restriction,
  request: TextRequest,
): Promise<Answer> {
  try {
    const input = inputIn(await readText(request));
    const { name, operation } = operationOf(service, api, request);
    const { authorization } = request.headers;
    const refused = access.refusalOf(authorization?.toString(), () => calls(name, input));
    if (refused !== undefined) throw new AwsError('AccessDeniedException', refused, 403);
    return { status: 200, headers: {}, body: operation(input) };
  } catch (error) {
    return refusal(awsErrorOf(service, error));
  }
}

function operationOf(
  service: string,
  { operations, paths }: RestApi,
  { method = '', url = '' }: TextRequest,
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
