import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpResponse } from './answers/http-response';
import { refusalOf } from './answers/refusal-of';
import { responseOf } from './answers/response-of';
import type { HttpLogger } from './http-logger';
import { logRefusal } from './log-refusal';
import { argumentsOf } from './request/arguments-of';
import { CORRELATION_ID, correlationIdOf } from './request/correlation-id';
import type { HttpRequest } from './request/http-request';
import { requestFrom } from './request/http-request';
import type { ControllerClass, Route } from './routing/route';
import type { RouteMatch } from './routing/route-table';
import { RouteTable } from './routing/route-table';
import { routesOf } from './routing/routes-of';

export interface RouterOptions {
  readonly controllers: readonly ControllerClass[];
  /** Asked at each request; a container that keeps singletons makes it cheap. */
  readonly resolve: (controller: ControllerClass) => object;
  readonly logger: HttpLogger;
  /** Route keys (`GET /users/{id}`) that other functions serve, for a catch-all that must tell 405 from 404. */
  readonly elsewhere?: readonly string[];
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
      const response = await this.serve(request, match, correlationId);
      return resultOf(response, correlationId);
    } catch (error) {
      const route = match === undefined ? 'none' : keyOf(match.route);
      logRefusal(this.options.logger, error, { route, correlationId, causationId: request.id });
      return resultOf(refusalOf(error, correlationId), correlationId);
    }
  };

  private async serve(request: HttpRequest, match: RouteMatch, correlationId: string): Promise<HttpResponse> {
    const { controller, handler } = match.route;
    // The inputs were made for exactly these parameters; their types are gone at run time.
    const inputs = argumentsOf(request, match, correlationId) as never[];
    return responseOf(await handler.apply(this.options.resolve(controller), inputs), request);
  }
}

function keyOf(route: Route): string {
  return `${route.method} ${route.path}`;
}

function resultOf(response: HttpResponse, correlationId: string): APIGatewayProxyStructuredResultV2 {
  const { status, headers, body } = response;
  return { statusCode: status, headers: { ...headers, [CORRELATION_ID]: correlationId }, body };
}
