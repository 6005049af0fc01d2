import { isJsonObject, jsonText, type Json } from '../template/json';
import type { Resource } from '../template/resource';
import type { HttpAnswer } from './http-answer';

/** Source: "Configure CORS for HTTP APIs"; HTTP API answers preflights itself. */
export interface Cors {
  /** Headers to add to an answer, by the Origin of the request. */
  headers(origin: string | undefined): Readonly<Record<string, string>>;
  preflight(origin: string | undefined): HttpAnswer;
}

export const HTTP_API_TYPE = 'AWS::Serverless::HttpApi';

/** @returns undefined when the API has no CorsConfiguration */
export function corsOf({ properties }: Resource): Cors | undefined {
  const given = properties.CorsConfiguration;
  if (given === undefined || given === false) return undefined;
  const configuration = isJsonObject(given) ? given : { AllowOrigins: ['*'] };
  const origins = list(configuration.AllowOrigins);
  const headers = (origin: string | undefined): Record<string, string> => {
    const allowed = origins.includes('*') ? '*' : origins.find((candidate) => candidate === origin);
    if (origin === undefined || allowed === undefined) return {};
    return {
      'access-control-allow-origin': allowed,
      ...(configuration.AllowCredentials === true && { 'access-control-allow-credentials': 'true' }),
      ...joined('access-control-expose-headers', configuration.ExposeHeaders),
    };
  };
  const preflight = (origin: string | undefined): HttpAnswer => ({
    status: 204,
    headers: {
      ...headers(origin),
      ...joined('access-control-allow-methods', configuration.AllowMethods),
      ...joined('access-control-allow-headers', configuration.AllowHeaders),
      ...(configuration.MaxAge !== undefined && { 'access-control-max-age': jsonText(configuration.MaxAge) }),
    },
    body: '',
  });
  return { headers, preflight };
}

function joined(name: string, value: Json | undefined): Record<string, string> {
  const items = list(value);
  return items.length === 0 ? {} : { [name]: items.join(',') };
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(jsonText) : [];
}
