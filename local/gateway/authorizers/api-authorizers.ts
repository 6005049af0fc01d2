import type { FunctionDefinition } from '../../lambda/function-definition';
import { isJsonObject, type Json, type JsonObject } from '../../template/json';
import type { Resource } from '../../template/resource';
import { suggestion } from '../../template/similar';
import { TemplateError, type TemplatePath } from '../../template/template-error';
import { stageVariables } from '../stage-variables';
import type { AuthorizerDefinition, RouteAuthorization } from './authorizer-definition';
import { samAuthorizers, type SamAuthorizers } from './sam-authorizers';
import { securitySchemes } from './security-schemes';

/** As SAM calls a route that no authorizer guards. */
const NONE = 'NONE';

/** The authorizers of an API, and which of them guards which route. */
export class ApiAuthorizers {
  private constructor(
    private readonly api: string,
    private readonly declared: ReadonlyMap<string, AuthorizerDefinition>,
    private readonly ofSam: SamAuthorizers,
  ) {}

  /** @throws TemplateError for an authorizer that does not run as it is declared */
  static of(api: Resource, functions: readonly FunctionDefinition[]): ApiAuthorizers {
    const surroundings = { functions, stageVariables: stageVariables(api) ?? {} };
    const ofSam = samAuthorizers(api, surroundings);
    const ofDocument = securitySchemes(api, surroundings);
    const all = new ApiAuthorizers(api.logicalId, new Map([...ofDocument, ...ofSam.declared]), ofSam);
    // It has to be there even when no route takes it.
    all.defaultFor('ANY');
    return all;
  }

  /**
   * What an operation of the document asks for. SAM's default is for those that say nothing.
   *
   * @param method as the document has it
   * @throws TemplateError for an authorizer that nobody has declared, and for more than one
   */
  ofOperation(
    method: string,
    security: Json | undefined,
    path: TemplatePath,
  ): RouteAuthorization | undefined {
    if (security === undefined || (Array.isArray(security) && security.length === 0))
      return this.defaultFor(method);
    const [requirement, another] = Array.isArray(security) ? security : [];
    const [entry, more] = isJsonObject(requirement) ? Object.entries(requirement) : [];
    if (entry === undefined || another !== undefined || more !== undefined)
      throw new TemplateError(
        path,
        'must name one authorizer, as in [{ Name: [] }]: a route of an HTTP API has no more',
      );
    const [name, scopes] = entry;
    return name === NONE ? undefined : this.guard(name, textsOf(scopes), path);
  }

  /**
   * What the event of a function asks for. Source: "HttpApiFunctionAuth" of the AWS SAM specification.
   *
   * @param auth of the event, if it has any
   */
  ofEvent(method: string, auth: Json | undefined, path: TemplatePath): RouteAuthorization | undefined {
    const declared: JsonObject = isJsonObject(auth) ? auth : {};
    if (Object.keys(declared).length === 0) return this.defaultFor(method);
    const { byDefault } = this.ofSam;
    const { Authorizer: name = byDefault ?? null, AuthorizationScopes: scopes = [] } = declared;
    const place = [...path, 'Authorizer'];
    if (typeof name !== 'string')
      throw new TemplateError(place, `must name an authorizer, as ${this.api} has no DefaultAuthorizer`);
    const own = textsOf(scopes);
    if (name !== NONE) return this.samGuard(name, own.length > 0 ? own : undefined, place);
    if (byDefault !== undefined) return undefined;
    throw new TemplateError(
      place,
      `is for an API with a DefaultAuthorizer, which ${this.api} has not; remove it`,
    );
  }

  /** A preflight of a browser carries no token. */
  private defaultFor(method: string): RouteAuthorization | undefined {
    const { byDefault } = this.ofSam;
    if (byDefault === undefined || method.toUpperCase() === 'OPTIONS') return undefined;
    const path = ['Resources', this.api, 'Properties', 'Auth', 'DefaultAuthorizer'];
    return this.samGuard(byDefault, undefined, path);
  }

  /** An event knows the authorizers of SAM alone, and has the scopes of its authorizer if it names none. */
  private samGuard(
    name: string,
    scopes: readonly string[] | undefined,
    path: TemplatePath,
  ): RouteAuthorization {
    return this.guard(name, scopes ?? this.ofSam.scopes.get(name) ?? [], path, this.ofSam.declared);
  }

  private guard(
    name: string,
    scopes: readonly string[],
    path: TemplatePath,
    known: ReadonlyMap<string, AuthorizerDefinition> = this.declared,
  ): RouteAuthorization {
    const authorizer = known.get(name);
    if (authorizer === undefined) {
      throw new TemplateError(
        path,
        `${this.api} declares no authorizer "${name}"${suggestion(name, known.keys())}`,
      );
    }
    if (authorizer.kind === 'lambda' && scopes.length > 0)
      throw new TemplateError(path, 'scopes are for JWT authorizers; a function decides for itself');
    return { authorizer, scopes };
  }
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
