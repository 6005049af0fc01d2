import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { RateLimits } from '../outside/rate-limits';
import { refusalOf, responseOf, type Answer, type HttpResponse } from './answer';
import { principalOf } from '../identity/principal';
import { authorise } from './access';
import { bind, type Origin } from './bind';
import { limitRequests } from './limits';
import { logRefusal, type HttpLogger } from './problem';
import { CORRELATION_ID, correlationIdOf, requestFrom, type HttpRequest } from './request';
import { RouteTable, type ControllerClass, type Route, type RouteMatch } from './route';
import { routesOf } from './routes';

export interface RouterOptions {
  readonly controllers: readonly ControllerClass[];
  /** Asked at each request; a container that keeps singletons makes it cheap. */
  readonly resolve: (controller: ControllerClass) => object;
  readonly logger: HttpLogger;
  /** Route keys (`GET /users/{id}`) that other functions serve, for a catch-all that must tell 405 from 404. */
  readonly elsewhere?: readonly string[];
  /** Counts requests of routes that have a limit; asked for by these alone. */
  readonly limits?: () => RateLimits;
}

/**
 * Serves controllers behind an HTTP API. Every request gets an answer: a refusal or a fault becomes
 * problem+json, nothing is thrown.
 */
export class Router {
  private readonly table: RouteTable;

  /** @throws RouteDefinitionError when a controller is declared wrongly */
  constructor(private readonly options: RouterOptions) {
    this.table = new RouteTable(options.controllers.flatMap(routesOf), options.elsewhere);
  }

  /** A Lambda handler for payload format 2.0; needs no `this`. */
  readonly handle = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const request = requestFrom(event);
    let correlationId = request.id;
    let match: RouteMatch | undefined;
    try {
      correlationId = correlationIdOf(request);
      match = this.table.match(request.method, request.path);
      const response = await this.serve(request, match, { principal: principalOf(event), correlationId });
      return resultOf(response, request, correlationId);
    } catch (error) {
      const route = match === undefined ? 'none' : keyOf(match.route);
      logRefusal(this.options.logger, error, { route, correlationId, causationId: request.id });
      return resultOf(refusalOf(error, correlationId), request, correlationId);
    }
  };

  /** The stages of a request, one a line: none looks at what a later one is there for. */
  private async serve(request: HttpRequest, match: RouteMatch, origin: Origin): Promise<HttpResponse> {
    authorise(match.route.access, match.parameters, origin.principal, Date.now() / 1000);
    await this.limit(request, match.route);
    const inputs = bind(request, match, origin);
    const answer = await this.call(match.route, inputs);
    return responseOf(answer, request);
  }

  private async limit(request: HttpRequest, route: Route): Promise<void> {
    if (route.limits.length === 0) return;
    const { limits } = this.options;
    if (!limits)
      throw new Error(`${keyOf(route)} has a limit, and its router is given nothing to count with.`);
    await limitRequests(request, route, limits());
  }

  private async call({ controller, handler }: Route, inputs: readonly unknown[]): Promise<Answer> {
    // The inputs were made for exactly these parameters; their types are gone at run time.
    return handler.apply(this.options.resolve(controller), inputs as never[]);
  }
}

function keyOf(route: Route): string {
  return `${route.method} ${route.path}`;
}

/** The answer to HEAD is that to GET without its content (RFC 9110, 9.3.2). */
function resultOf(
  { status, headers, body }: HttpResponse,
  { method }: HttpRequest,
  correlationId: string,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...headers, [CORRELATION_ID]: correlationId },
    body: method === 'HEAD' ? '' : body,
  };
}
