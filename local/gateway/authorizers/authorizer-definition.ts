import type { FunctionDefinition } from '../../lambda/function-definition';
import type { TemplatePath } from '../../template/template-error';
import type { IdentitySource } from './identity-source';

/** An authorizer of the HTTP API, as its document or SAM's Auth declares it. */
export type AuthorizerDefinition = LambdaAuthorizerDefinition | JwtAuthorizerDefinition;

/** A function that says who may pass. */
export interface LambdaAuthorizerDefinition {
  readonly kind: 'lambda';
  readonly name: string;
  /** Logical id of the function that is asked. */
  readonly functionId: string;
  /**
   * ARN, with the alias if there is one, that API Gateway needs a permission to invoke; undefined when SAM is asked to
   * give one.
   */
  readonly calls: string | undefined;
  /** Of the declaration in the template. */
  readonly path: TemplatePath;
  /** Of the event that it gets. */
  readonly payloadFormat: '1.0' | '2.0';
  /** Whether it answers `{ isAuthorized, context }` and not with a policy. */
  readonly isSimple: boolean;
  /** All of them have to be in a request; together they are the key of a result that is kept. */
  readonly identitySources: readonly IdentitySource[];
  /** How long a result is kept; 0 for not at all. */
  readonly resultSeconds: number;
}

/** Tokens of an issuer, which the gateway verifies itself. */
export interface JwtAuthorizerDefinition {
  readonly kind: 'jwt';
  readonly name: string;
  /** URL as the claim `iss` has it. */
  readonly issuer: string;
  /** One of them must be the token's. */
  readonly audience: readonly string[];
  /** Where the token is. */
  readonly identitySource: IdentitySource;
}

/** What a route asks of whoever calls it. */
export interface RouteAuthorization {
  readonly authorizer: AuthorizerDefinition;
  /** Of a token, one of which is enough; empty for none. */
  readonly scopes: readonly string[];
}

/** What an authorizer of a template may refer to. */
export interface Surroundings {
  readonly functions: readonly FunctionDefinition[];
  /** Of the API. */
  readonly stageVariables: Readonly<Record<string, string>>;
}
