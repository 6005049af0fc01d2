import { randomUUID } from 'node:crypto';
import type { LocalCallers } from '../../exposure/local-callers';
import type { FaultyFront } from '../../faults/faulty-front';
import { AwsError, awsErrorOf } from '../aws-json/aws-error';
import type { Operation, Operations, Restriction } from '../aws-json/aws-json.server';
import { inputIn, type Input } from '../aws-json/input';
import { readText } from '../aws-json/read-text';
import { serveText, type TextAnswer, type TextRequest } from '../aws-json/text-service';
import { unknownOperation } from '../aws-json/unknown-operation';
import type { LocalService } from '../local-service';

export interface RestApi {
  readonly operations: Operations;
  /**
   * Names of operations by method and path, `POST /v2/email/identities`. A `{Name}` stands for one segment, which becomes a
   * member of the input, as the parameters of the query do.
   */
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
    const body = inputIn(await readText(request));
    const { name, operation, parameters } = operationOf(service, api, request);
    const input = { ...body, ...parameters };
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
): { readonly name: string; readonly operation: Operation; readonly parameters: Input } {
  const { pathname, searchParams } = new URL(url, 'http://service');
  const route = `${method} ${pathname}`;
  for (const [path, name] of Object.entries(paths)) {
    const segments = matched(path, route);
    const operation = operations[name];
    if (segments === undefined || operation === undefined) continue;
    return { name, operation, parameters: { ...Object.fromEntries(searchParams), ...segments } };
  }
  throw new AwsError('UnknownOperationException', unknownOperation(service, route));
}

/** @returns the segments that a path names; undefined for another path */
function matched(path: string, route: string): Input | undefined {
  const pattern = path.replaceAll(/\{(\w+)\}/gu, '(?<$1>[^/]+)');
  const found = new RegExp(`^${pattern}$`, 'u').exec(route);
  if (!found) return undefined;
  const segments = Object.entries(found.groups ?? {});
  return Object.fromEntries(segments.map(([name, segment]) => [name, decoded(segment)]));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('ValidationException', 'The path is not valid percent-encoded UTF-8.');
  }
}

function refusal({ status, type, message }: AwsError): Answer {
  return { status, headers: { 'x-amzn-errortype': type }, body: { message } };
}
