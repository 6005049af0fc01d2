import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { InvocationOutcome, Invoker } from '../../../local/lambda/invocation';

const error = (errorType: string): InvocationOutcome => ({
  ok: false,
  error: { errorType, errorMessage: '' },
  requestId: 'r',
});

/** Echoes the event, or does what the last part of the path says. */
export const echo: Invoker = {
  invoke(payload) {
    const { rawPath } = JSON.parse(payload) as APIGatewayProxyEventV2;
    const outcomes: Record<string, InvocationOutcome | Promise<InvocationOutcome>> = {
      '/do/fail': error('Error'),
      '/do/overflow': error('RequestEntityTooLargeException'),
      '/do/hang': new Promise(() => undefined),
      '/do/malform': { ok: true, payload: '{"statusCode":"?"}', requestId: 'r' },
      '/do/cookies': { ok: true, payload: '{"statusCode":200,"cookies":["a=1","b=2"]}', requestId: 'r' },
    };
    const echoed = {
      ok: true as const,
      payload: JSON.stringify({ statusCode: 200, body: payload }),
      requestId: 'r',
    };
    return Promise.resolve(outcomes[rawPath] ?? echoed);
  },
};
