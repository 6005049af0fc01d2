import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { InvocationOutcome, Invoker } from '../../lambda/invocation';
import { commonKeys } from '../../permissions/condition';
import { evaluate } from '../../permissions/evaluate';
import type { RuntimeLog } from '../../runtime-log';
import { LOCAL_REGION } from '../../services/local-account';
import { failure } from '../http-answer';
import type { HttpRequest } from '../http-event';
import type { RouteMatch } from '../route-table';
import { within } from '../within';
import { refused, type Authorization } from './authorization';
import {
  authorizerAnswer,
  malformed,
  type AuthorizerAnswer,
  type MalformedAnswer,
} from './authorizer-answer';
import type { LambdaAuthorizerDefinition } from './authorizer-definition';
import { authorizerEvent, authorizerEventV1, routeArn } from './authorizer-event';
import { identityOf } from './identity-source';
import { ResultCache } from './result-cache';

export interface AuthorizerOptions {
  /** Milliseconds an answer may take; Infinity while a debugger is open. */
  readonly timeout: number;
  readonly log: RuntimeLog;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * Asks a function whether a request may pass. Requests that come while a first answer is awaited ask for themselves,
 * as in AWS. Source: "Control access to HTTP APIs with AWS Lambda authorizers".
 */
export class LambdaAuthorizer {
  private readonly results: ResultCache<AuthorizerAnswer>;

  constructor(
    private readonly definition: LambdaAuthorizerDefinition,
    private readonly invoker: Invoker,
    private readonly options: AuthorizerOptions,
  ) {
    this.results = new ResultCache(definition.resultSeconds, options.now);
  }

  /** @param event of format 2.0, as the route's function would get it */
  async authorize(
    request: HttpRequest,
    match: RouteMatch,
    event: APIGatewayProxyEventV2,
  ): Promise<Authorization> {
    const identity = this.definition.identitySources.map((source) => identityOf(source, event));
    if (!identity.every((value) => value !== undefined)) return refused(failure(401, 'Unauthorized'));
    const { revision } = this.invoker;
    const known = this.results.find(identity, revision);
    if (known !== undefined) return authorizationOf(known, event);
    const answer = await this.ask(request, match, event, identity);
    if (answer === undefined) return refused(failure(500, 'Internal Server Error'));
    this.results.keep(identity, answer, revision);
    return authorizationOf(answer, event);
  }

  /** @returns undefined when it gives no answer that means anything */
  private async ask(
    request: HttpRequest,
    match: RouteMatch,
    event: APIGatewayProxyEventV2,
    identity: readonly string[],
  ): Promise<AuthorizerAnswer | undefined> {
    const { payloadFormat, isSimple } = this.definition;
    const payload =
      payloadFormat === '1.0'
        ? authorizerEventV1(request, match, event, identity)
        : authorizerEvent(event, identity);
    const { timeout } = this.options;
    const invoked = this.invoker.invoke(JSON.stringify(payload), request.traceId);
    const outcome = await within(timeout, invoked);
    const answer = answerIn(outcome, isSimple, timeout);
    if (answer.kind !== 'malformed') return answer;
    this.options.log.write('warn', `the authorizer ${this.definition.name} ${answer.problem}`);
    return undefined;
  }
}

/** @param outcome undefined when there was none in time */
function answerIn(
  outcome: InvocationOutcome | undefined,
  isSimple: boolean,
  timeout: number,
): AuthorizerAnswer | MalformedAnswer {
  if (outcome === undefined) return malformed(`gave no answer within ${timeout / 1000} s`);
  if (outcome.ok) return authorizerAnswer(outcome.payload, isSimple);
  return malformed(`failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
}

function authorizationOf(answer: AuthorizerAnswer, event: APIGatewayProxyEventV2): Authorization {
  if (!allows(answer, event)) return refused(failure(403, 'Forbidden'));
  const { context } = answer;
  const v1 = answer.kind === 'simple' ? context : { ...context, principalId: answer.principalId };
  return { granted: true, authorizer: { v1, v2: { lambda: context } } };
}

/** A policy that is kept may allow one route and deny the next. */
function allows(answer: AuthorizerAnswer, event: APIGatewayProxyEventV2): boolean {
  if (answer.kind === 'simple') return answer.isAuthorized;
  const resources = [routeArn(event)];
  const call = { action: 'execute-api:Invoke', resources, conditionKeys: commonKeys(LOCAL_REGION) };
  return evaluate(answer.statements, call).allowed;
}
