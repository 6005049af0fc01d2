import type { LocalCallers } from '../../exposure/local-callers';
import type { FaultyFront } from '../../faults/faulty-front';
import type { Access } from '../../permissions/access';
import type { AwsCall } from '../../permissions/statement';
import { AwsError, awsErrorOf } from '../aws-json/aws-error';
import { readText } from '../aws-json/read-text';
import { serveText, type TextAnswer, type TextRequest } from '../aws-json/text-service';
import { unknownOperation } from '../aws-json/unknown-operation';
import type { LocalService } from '../local-service';
import { queryError, queryResult } from './query-answer';

/** One operation; what it returns becomes the members of its result. */
export type QueryOperation = (parameters: URLSearchParams) => Readonly<Record<string, string>>;
export type QueryOperations = Readonly<Record<string, QueryOperation>>;

/** Who may call what. */
export interface QueryRestriction {
  readonly access: Access;
  readonly calls: (operation: string, parameters: URLSearchParams) => readonly AwsCall[];
}

const XML = { 'content-type': 'text/xml' };

/** Serves operations by the AWS query protocol: forms in, XML out ("AWS query protocol", Smithy specification). */
export async function serveAwsQuery(
  name: string,
  host: string,
  operations: QueryOperations,
  restriction: QueryRestriction,
  callers?: LocalCallers,
  front?: FaultyFront,
): Promise<LocalService> {
  return serveText(host, (request) => answer(name, operations, restriction, request), callers, front);
}

async function answer(
  service: string,
  operations: QueryOperations,
  { access, calls }: QueryRestriction,
  request: TextRequest,
): Promise<TextAnswer> {
  try {
    const parameters = new URLSearchParams(await readText(request));
    const name = parameters.get('Action') ?? '';
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined)
      throw new AwsError('UnknownOperationException', unknownOperation(service, name));
    const { authorization } = request.headers;
    const refused = access.refusalOf(authorization?.toString(), () => calls(name, parameters));
    if (refused !== undefined) throw new AwsError('AuthorizationError', refused, 403);
    return { status: 200, headers: XML, body: queryResult(name, operation(parameters)) };
  } catch (error) {
    const known = awsErrorOf(service, error);
    return { status: known.status, headers: XML, body: queryError(known) };
  }
}
