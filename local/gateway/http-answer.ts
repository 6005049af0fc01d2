import { isJsonObject, jsonText, type Json, type JsonObject } from '../template/json';

/** What goes back to the client. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}

/** API Gateway sets these itself, whatever a function says. */
const ownHeaders = new Set(['connection', 'content-length', 'transfer-encoding']);

/**
 * Reads a function's result as HTTP API does: with a statusCode it is a whole answer, without one it
 * is a body. Source: "Lambda function response for format 2.0".
 */
export function httpAnswer(payload: string): HttpAnswer {
  const result = JSON.parse(payload) as Json;
  if (!isJsonObject(result) || result.statusCode === undefined) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  return structured(result) ?? failure(500, 'Internal Server Error');
}

/**
 * Reads a function's result as HTTP API does in format 1.0, in which everything but the status is optional and
 * nothing is guessed. Source: "Lambda function response for format 1.0".
 */
export function httpAnswerV1(payload: string): HttpAnswer {
  const result = JSON.parse(payload) as Json;
  if (!isJsonObject(result) || result.statusCode === undefined) return failure(500, 'Internal Server Error');
  const answer = structured({ ...result, cookies: null });
  if (answer === undefined) return failure(500, 'Internal Server Error');
  return { ...answer, headers: { ...answer.headers, ...multiValued(result.multiValueHeaders) } };
}

function multiValued(headers: Json | undefined): Record<string, readonly string[]> {
  if (!isJsonObject(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers)
      .map(
        ([name, values]) => [name.toLowerCase(), Array.isArray(values) ? values.map(jsonText) : []] as const,
      )
      .filter(([name, values]) => !ownHeaders.has(name) && values.length > 0),
  );
}

/** `{"message":"Not Found"}` and its siblings: what API Gateway itself answers. */
export function failure(status: number, message: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

/** @returns undefined when the result is malformed */
function structured({
  statusCode,
  headers,
  cookies,
  body = null,
  isBase64Encoded,
}: JsonObject): HttpAnswer | undefined {
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== null && typeof body !== 'string') return undefined;
  const text = body ?? '';
  return {
    status,
    headers: {
      ...(text !== '' && { 'content-type': 'text/plain;charset=UTF-8' }),
      ...headersOf(headers),
      ...(Array.isArray(cookies) && cookies.length > 0 && { 'set-cookie': cookies.map(jsonText) }),
    },
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}

function headersOf(headers: Json | undefined): Record<string, string> {
  if (!isJsonObject(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), jsonText(value)] as const)
      .filter(([name]) => !ownHeaders.has(name)),
  );
}
