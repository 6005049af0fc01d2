import { NodeHttpHandler } from '@smithy/node-http-handler';

/** How long a client waits, in milliseconds. */
export interface ClientLimits {
  /** For a connection to be made. */
  readonly connection: number;
  /** For an answer to begin, and again for more of it once it has begun. */
  readonly request: number;
}

/**
 * Three attempts that are never answered are over after 8 s. That is less than any function may run, so one that AWS
 * leaves without an answer still tells its caller so; on its own the SDK waits for ever.
 */
const LIMITS: ClientLimits = { connection: 1_000, request: 2_500 };
const ATTEMPTS = 3;

interface AwsClientConfig {
  readonly cacheMiddleware: boolean;
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandler;
}

/**
 * What every AWS client is made with. Region, credentials and a local endpoint (`AWS_ENDPOINT_URL_DYNAMODB`) come from
 * the environment.
 *
 * The middleware stack is put together once for each kind of command and not for each request, which takes a fifth of
 * what the SDK spends on one. Middleware that is added after the first request is not seen. Connections are HTTP/1.1
 * and kept, for Kinesis too: HTTP/2 needs more code at start-up.
 */
export function awsClientConfig({ connection, request }: ClientLimits = LIMITS): AwsClientConfig {
  return {
    cacheMiddleware: true,
    maxAttempts: ATTEMPTS,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connection,
      requestTimeout: request,
      // Else the request timeout only warns, and the SDK has nothing to try again.
      throwOnRequestTimeout: true,
      // An answer that stops half-way: the request timeout ends with the first byte.
      socketTimeout: request,
    }),
  };
}
