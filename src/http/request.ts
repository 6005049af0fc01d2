import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { malformed } from './errors';

/** A request, free of the gateway that brought it. */
export interface HttpRequest {
  /** Unique per request, given by the gateway. */
  readonly id: string;
  readonly method: string;
  /** As sent, percent-encoded, without the stage. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Names in lower case; repeated headers are joined with commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty when there is none. */
  readonly body: string;
  readonly isBase64: boolean;
}

/**
 * Reads payload format 2.0 ("Create AWS Lambda proxy integrations for HTTP APIs in API Gateway").
 *
 * The raw path and query are used, not the parsed ones: the latter join repeated parameters with commas. HTTP
 * APIs send header names in lower case, `sam local start-api` in title case; both are understood.
 */
export function requestFrom(event: APIGatewayProxyEventV2): HttpRequest {
  const { http, requestId, stage } = event.requestContext;
  const headers = Object.entries(event.headers).map(
    ([name, value]) => [name.toLowerCase(), value ?? ''] as const,
  );
  return {
    id: requestId,
    method: http.method,
    path: withoutStage(event.rawPath, stage),
    query: event.rawQueryString,
    headers: new Map(headers),
    body: event.body ?? '',
    isBase64: event.isBase64Encoded,
  };
}

/** A stage that has a name is the first segment of the raw path; `$default` is not in it. */
function withoutStage(path: string, stage: string): string {
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path;
}

export const CORRELATION_ID = 'x-correlation-id';
/** It goes into logs and events as it is. The gateway's own ids (`JKJaXmPLvHcESHA=`) and UUIDs pass. */
const PATTERN = /^[\w.:+/=-]{1,128}$/;

/** The client's `x-correlation-id`, or the request's own id. */
export function correlationIdOf(request: HttpRequest): string {
  const sent = request.headers.get(CORRELATION_ID);
  if (sent === undefined) return request.id;
  if (!PATTERN.test(sent)) {
    throw malformed('Send at most 128 letters, digits or . : _ + / = - as x-correlation-id.', [
      { field: CORRELATION_ID, message: 'must be 1 to 128 letters, digits or . : _ + / = -' },
    ]);
  }
  return sent;
}
