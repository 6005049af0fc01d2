import type { Invoker } from '../../lambda/invocation';
import { httpEvent, type HttpRequest } from '../http-event';
import { failure } from '../http-answer';
import type { Route } from '../route';
import type { RouteMatch } from '../route-table';
import { refused, type Authorization } from './authorization';
import type { AuthorizerDefinition } from './authorizer-definition';
import { JwtAuthorizer } from './jwt-authorizer';
import { LambdaAuthorizer, type AuthorizerOptions } from './lambda-authorizer';

/** Source: "Quotas for configuring and running an HTTP API": maximum authorizer timeout 10 seconds. */
export const AUTHORIZER_TIMEOUT = 10_000;

type Authorizer = LambdaAuthorizer | JwtAuthorizer;

/** The authorizers of the routes, with what they remember. */
export class Authorizers {
  private readonly byDefinition = new Map<AuthorizerDefinition, Authorizer | undefined>();

  /** @param functionOf by logical id */
  constructor(
    routes: readonly Route[],
    functionOf: (functionId: string) => Invoker | undefined,
    options: AuthorizerOptions,
  ) {
    for (const { authorization } of routes) {
      if (authorization === undefined || this.byDefinition.has(authorization.authorizer)) continue;
      const { authorizer: definition } = authorization;
      this.byDefinition.set(definition, authorizerOf(definition, functionOf, options));
    }
  }

  /** @returns undefined when the route asks for nothing */
  authorize(request: HttpRequest, match: RouteMatch): Promise<Authorization> | undefined {
    const { authorization } = match.route;
    if (authorization === undefined) return undefined;
    const authorizer = this.byDefinition.get(authorization.authorizer);
    const event = httpEvent(request, match);
    if (authorizer instanceof LambdaAuthorizer) return authorizer.authorize(request, match, event);
    if (authorizer instanceof JwtAuthorizer) return authorizer.authorize(event, authorization.scopes);
    return Promise.resolve(refused(failure(500, 'Internal Server Error')));
  }
}

function authorizerOf(
  definition: AuthorizerDefinition,
  functionOf: (functionId: string) => Invoker | undefined,
  options: AuthorizerOptions,
): Authorizer | undefined {
  if (definition.kind === 'jwt') return new JwtAuthorizer(definition, options);
  const invoker = functionOf(definition.functionId);
  return invoker && new LambdaAuthorizer(definition, invoker, options);
}
