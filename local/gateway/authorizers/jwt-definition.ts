import { knownHosts } from '../../exposure/host-names';
import { jsonText, type Json, type JsonObject } from '../../template/json';
import { TemplateError, type TemplatePath } from '../../template/template-error';
import type { JwtAuthorizerDefinition } from './authorizer-definition';
import { identitySourcesOf, type DeclaredSources } from './lambda-definition';

const names = ['issuer', 'audience'];
const isOnThisMachine = knownHosts([]);

/**
 * Source: "Control access to HTTP APIs with JWT authorizers"; SAM takes the names of the configuration in any case.
 *
 * @throws TemplateError for what API Gateway would refuse
 */
export function jwtDefinition(
  name: string,
  sources: DeclaredSources,
  { configuration, path }: { readonly configuration: JsonObject; readonly path: TemplatePath },
): JwtAuthorizerDefinition {
  const [identitySource, another] = identitySourcesOf(sources);
  if (identitySource === undefined || another !== undefined || !/^(header|query)/.test(identitySource.kind)) {
    throw new TemplateError(
      sources.path,
      'must be the one place where the token is: $request.header.Authorization, or $request.querystring.NAME',
    );
  }
  const given = new Map(Object.entries(configuration).map(([key, value]) => [key.toLowerCase(), value]));
  const stranger = [...given.keys()].find((key) => !names.includes(key));
  if (stranger !== undefined)
    throw new TemplateError([...path, stranger], `is not one of ${names.join(', ')}`);
  return {
    kind: 'jwt',
    name,
    issuer: issuerOf(given.get('issuer'), [...path, 'issuer']),
    audience: audienceOf(given.get('audience'), [...path, 'audience']),
    identitySource,
  };
}

/** AWS fetches keys over TLS alone; an issuer on this machine has nothing to hide from it. */
function issuerOf(value: Json | undefined, path: TemplatePath): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isOnThisMachine(url.host));
  if (typeof value === 'string' && isAllowed) return value;
  throw new TemplateError(path, 'must be the URL of an issuer, with https:// unless it is on this machine');
}

function audienceOf(value: Json | undefined, path: TemplatePath): string[] {
  const list = [value ?? []].flat().map(jsonText);
  if (list.length > 0) return list;
  throw new TemplateError(path, 'must be a list of at least one audience');
}
