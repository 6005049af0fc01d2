import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalCallers, pageRefusal, REFUSED } from '../exposure/local-callers';
import { requestSource } from '../exposure/request-source';
import { newTraceId, type Invoker } from '../lambda/invocation';
import type { RuntimeLog } from '../runtime-log';
import type { OwnPages } from '../status/local-pages';
import type { Authorization } from './authorizers/authorization';
import type { Cors } from './cors';
import { failure, httpAnswer, httpAnswerV1, type HttpAnswer } from './http-answer';
import { httpEvent, type HttpRequest } from './http-event';
import { httpEventV1 } from './http-event-v1';
import { readBody } from './read-body';
import { HEADERS_LIMIT_BYTES, HEADERS_READ_BYTES, lengthOf, targetOf } from './request-line';
import type { Route } from './route';
import type { RouteMatch, RouteTable } from './route-table';
import { within } from './within';
import { writeAnswer } from './write-answer';

export interface Api {
  readonly routes: RouteTable;
  readonly cors: Cors | undefined;
  functionOf(match: RouteMatch): Invoker | undefined;
  /** Of the one stage; undefined when there are none. */
  readonly stageVariables?: Readonly<Record<string, string>> | undefined;
  /** Asks the authorizer of the route; undefined when it has none. */
  authorize?(request: HttpRequest, match: RouteMatch): Promise<Authorization> | undefined;
  /** Pages of the runtime itself, served before the routes. */
  readonly ownPage: OwnPages;
  /** Told of every request, so that pollers can hurry. */
  onRequest(): void;
}

export interface GatewayOptions {
  readonly host: string;
  /** Other names by which requests may call this machine. */
  readonly knownAs?: readonly string[];
  /** 0 for any free port. */
  readonly port: number;
  /** Milliseconds an answer may take; Infinity while a debugger is open. */
  readonly integrationTimeout: number;
  readonly log: RuntimeLog;
}

/** Source: "Quotas for configuring and running an HTTP API": maximum integration timeout 30 seconds. */
export const INTEGRATION_TIMEOUT = 30_000;

/** The HTTP API. Until `serve` is called every request is answered 503. */
export class HttpGateway {
  private api: Api | undefined;
  private readonly callers: LocalCallers;
  private underWay = 0;
  private readonly answered = new EventEmitter();
  private draining = false;

  private constructor(
    private readonly server: Server,
    private readonly options: GatewayOptions,
  ) {
    this.callers = new LocalCallers([options.host, ...(options.knownAs ?? [])]);
  }

  /** @throws when the port is in use; the message says what to do */
  static async listen(options: GatewayOptions): Promise<HttpGateway> {
    const server = createServer({ maxHeaderSize: HEADERS_READ_BYTES });
    const gateway = new HttpGateway(server, options);
    server.on('request', (message, response) => void gateway.handle(message, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        reject(listenError(error, options));
      });
      server.listen(options.port, options.host, resolve);
    });
    return gateway;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  serve(api: Api): void {
    this.api = api;
  }

  /**
   * Takes no new connections, and waits for the requests that have been accepted.
   *
   * @param within milliseconds
   */
  async drain(within: number): Promise<void> {
    this.draining = true;
    this.server.close();
    this.server.closeIdleConnections();
    const signal = AbortSignal.timeout(within);
    while (this.underWay > 0 && !signal.aborted) {
      // The one way in which this rejects is that the time is up.
      await once(this.answered, 'request', { signal }).catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }

  private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    this.underWay++;
    response.once('close', () => {
      this.underWay--;
      this.answered.emit('request');
    });
    if (this.draining) response.shouldKeepAlive = false;
    try {
      const answer = await this.answer(message, response, requestId);
      writeAnswer(message, response, answer, requestId);
    } catch (error) {
      // A client that went away in the middle of its request, or a fault of this gateway.
      this.options.log.write('debug', `request failed: ${String(error)}`);
      writeAnswer(message, response, failure(500, 'Internal Server Error'), requestId);
    }
  }

  private async answer(
    message: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<HttpAnswer> {
    if (lengthOf(message) > HEADERS_LIMIT_BYTES) return failure(431, 'Request Header Fields Too Large');
    const target = targetOf(message);
    if (target === undefined) return failure(400, 'Bad Request');
    const source = requestSource(message);
    const foreign = this.callers.hostRefusal(source);
    if (foreign !== undefined) return failure(REFUSED, foreign);
    if (this.api === undefined) return unavailable();
    const { api } = this;
    const { method = 'GET' } = message;
    const { path, query, host } = target;
    const own = api.ownPage(method, path, pageRefusal(source), query, message);
    if (own !== undefined) return own;
    this.report(response, method, path);
    api.onRequest();
    const { origin } = message.headers;
    if (api.cors !== undefined && isPreflight(message)) return api.cors.preflight(origin);
    const match = findRoute(api.routes, method, path);
    if (match === 'malformed') return failure(400, 'Bad Request');
    const invoker = match && api.functionOf(match);
    if (match === undefined || invoker === undefined) return failure(404, 'Not Found');
    const body = await readBody(message);
    if (body === undefined) return failure(413, 'Request Entity Too Large');
    const time = Date.now();
    const { stageVariables } = api;
    const request = { message, host, path, query, body, requestId, traceId: newTraceId(time), time };
    const answer = await this.answerOf(
      api,
      { ...request, ...(stageVariables && { stageVariables }) },
      match,
      invoker,
    );
    return api.cors === undefined
      ? answer
      : { ...answer, headers: { ...answer.headers, ...api.cors.headers(origin) } };
  }

  /** Of the function of a route, or of the gateway in its place. */
  private async answerOf(
    api: Api,
    request: HttpRequest,
    match: RouteMatch,
    invoker: Invoker,
  ): Promise<HttpAnswer> {
    const authorization = await api.authorize?.(request, match);
    if (authorization?.granted === false) {
      // An authorizer that the end of this runtime has ended has not failed.
      return this.draining && authorization.answer.status === 500 ? unavailable() : authorization.answer;
    }
    const { authorizer } = authorization ?? {};
    const isFirst = match.route.payloadFormat === '1.0';
    const event = isFirst
      ? httpEventV1(request, match, authorizer?.v1)
      : httpEvent(request, match, authorizer?.v2);
    const outcome = await this.invoke(invoker, JSON.stringify(event), request.traceId, match.route);
    return 'ok' in outcome ? (isFirst ? httpAnswerV1 : httpAnswer)(outcome.payload) : outcome;
  }

  private report(response: ServerResponse, method: string, path: string): void {
    const start = performance.now();
    response.once('finish', () => {
      const milliseconds = performance.now() - start;
      this.options.log.request({ method, path, status: response.statusCode, milliseconds });
    });
  }

  /** @returns what the function gave, or what API Gateway answers in its place */
  private async invoke(
    invoker: Invoker,
    payload: string,
    traceId: string,
    { timeoutMilliseconds = INTEGRATION_TIMEOUT }: Route,
  ): Promise<{ readonly ok: true; readonly payload: string } | HttpAnswer> {
    const { integrationTimeout } = this.options;
    const timeout =
      integrationTimeout === Infinity ? Infinity : Math.min(timeoutMilliseconds, integrationTimeout);
    const outcome = await within(timeout, invoker.invoke(payload, traceId));
    if (outcome === undefined || (this.draining && !outcome.ok)) return unavailable();
    if (outcome.ok) return outcome;
    if (outcome.error.errorType === 'RequestEntityTooLargeException')
      return failure(413, 'Request Entity Too Large');
    return failure(500, 'Internal Server Error');
  }
}

function unavailable(): HttpAnswer {
  return failure(503, 'Service Unavailable');
}

function findRoute(routes: RouteTable, method: string, path: string): RouteMatch | 'malformed' | undefined {
  try {
    return routes(method, path);
  } catch (error) {
    if (error instanceof URIError) return 'malformed';
    throw error;
  }
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && 'access-control-request-method' in headers;
}

function listenError(error: NodeJS.ErrnoException, { host, port }: GatewayOptions): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `port ${port} is in use; end what listens there, or choose another: PORT=${port + 1} npm start`,
    );
  }
  return new Error(`cannot listen on ${host}:${port}: ${error.message}`);
}
