import type { InvocationContext } from './invocation-context';
import type { Handler } from './load-handler';

/** What keeps the event loop from being empty between two messages to a function. */
export interface Channel {
  ref(): void;
  unref(): void;
}

/** Methods of the context from before there were promises; Lambda has them up to Node.js 22. */
interface OldContext extends InvocationContext {
  done(error?: unknown, result?: unknown): void;
  succeed(result?: unknown): void;
  fail(error?: unknown): void;
}

/**
 * Calls a handler as Lambda does up to Node.js 22: what is no promise is no answer, which then comes by the callback,
 * once the event loop is empty or at once if the context says so. A handler that never calls back answers null.
 * Source: "Define Lambda function handler in Node.js" (callback-based handlers) and the context object.
 */
export function callWithCallback(
  handler: Handler,
  event: unknown,
  context: InvocationContext,
  channel: Channel,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let settle = (): void => {
      resolve(null);
    };
    const answer = { isGiven: false };
    const end = (): void => {
      process.off('beforeExit', end);
      channel.ref();
      settle();
    };
    const callback = (error?: unknown, result?: unknown): void => {
      if (answer.isGiven) return;
      answer.isGiven = true;
      settle = (): void => {
        // Whatever is handed over as an error is one.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        if (error !== null && error !== undefined) reject(error);
        else resolve(result);
      };
      if (!context.callbackWaitsForEmptyEventLoop) end();
    };
    const succeed = (result?: unknown): void => {
      callback(null, result);
    };
    const fail = (error: unknown = 'handled'): void => {
      callback(error);
    };
    const old: OldContext = Object.assign(context, { done: callback, succeed, fail });
    const returned = handler(event, old, callback);
    if (isPromise(returned)) {
      returned.then(resolve, reject);
      return;
    }
    if (answer.isGiven && !context.callbackWaitsForEmptyEventLoop) return;
    process.on('beforeExit', end);
    channel.unref();
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
