import { isJsonObject, jsonText, type Json, type JsonObject } from '../template/json';
import type { Resource } from '../template/resource';
import { TemplateError } from '../template/template-error';
import { booleanOf } from '../template/values';
import { apiDefinition, CORS_EXTENSION } from './api-definition';
import type { HttpAnswer } from './http-answer';

/** Source: "Configure CORS for HTTP APIs"; HTTP API answers preflights itself. */
export interface Cors {
  /** Headers to add to an answer, by the Origin of the request. */
  headers(origin: string | undefined): Readonly<Record<string, string>>;
  preflight(origin: string | undefined): HttpAnswer;
}

/** Names of the OpenAPI extension, and with them those of CorsConfiguration. */
const names = new Map(
  ['allowCredentials', 'allowHeaders', 'allowMethods', 'allowOrigins', 'exposeHeaders', 'maxAge'].map(
    (name) => [name, name.charAt(0).toUpperCase() + name.slice(1)],
  ),
);

/**
 * Where both are given, SAM lets CorsConfiguration win over the document, name by name.
 *
 * @returns undefined when the API says nothing of CORS
 * @throws TemplateError for a name that the extension does not have
 */
export function corsOf(api: Resource): Cors | undefined {
  const given = api.properties.CorsConfiguration;
  const ofDocument = documentCors(api);
  if (ofDocument === undefined && (given === undefined || given === false)) return undefined;
  const ofProperty = isJsonObject(given) ? given : given === true ? { AllowOrigins: ['*'] } : {};
  const configuration = { ...ofDocument, ...ofProperty };
  const origins = list(configuration.AllowOrigins);
  refuseOddWildcards(origins, ['Resources', api.logicalId, 'Properties']);
  const headers = (origin: string | undefined): Record<string, string> => {
    if (origin === undefined) return {};
    const allowed = origins.includes('*')
      ? '*'
      : origins.some((each) => allows(each, origin))
        ? origin
        : undefined;
    if (allowed === undefined) return {};
    return {
      'access-control-allow-origin': allowed,
      ...(booleanOf(configuration.AllowCredentials ?? false) === true && {
        'access-control-allow-credentials': 'true',
      }),
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

/** `https://*` stands for every origin of that scheme. Source: "Configuring CORS for an HTTP API". */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/\*$/;

function allows(allowed: string, origin: string): boolean {
  const given = origin.toLowerCase();
  return SCHEME.test(allowed) ? given.startsWith(allowed.slice(0, -1)) : allowed.toLowerCase() === given;
}

function refuseOddWildcards(origins: readonly string[], path: readonly string[]): void {
  const odd = origins.find((origin) => origin.includes('*') && origin !== '*' && !SCHEME.test(origin));
  if (odd === undefined) return;
  throw new TemplateError(
    path,
    `CORS: in the origin ${odd} the * must stand alone, or after a scheme as in https://*`,
  );
}

function documentCors(api: Resource): JsonObject | undefined {
  const definition = apiDefinition(api);
  const given = definition?.body[CORS_EXTENSION];
  if (definition === undefined || given === undefined) return undefined;
  const path = [...definition.path, CORS_EXTENSION];
  if (!isJsonObject(given)) throw new TemplateError(path, 'must be a map');
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const property = names.get(name);
      if (property !== undefined) return [property, value];
      throw new TemplateError([...path, name], `is not one of ${[...names.keys()].join(', ')}`);
    }),
  );
}

function joined(name: string, value: Json | undefined): Record<string, string> {
  const items = list(value);
  return items.length === 0 ? {} : { [name]: items.join(',') };
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(jsonText) : [];
}
