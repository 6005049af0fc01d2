import { describeError } from '../function-error';
import { callWithCallback } from './call-handler';
import { invocationContext } from './invocation-context';
import { InitError, loadHandler, type Handler } from './load-handler';
import type { InvokeMessage, WorkerMessage, WorkerSetup } from './messages';

// The first code that runs in a function's process: is told what the function is, loads the handler, then
// serves one invocation after the other. It is bundled by itself and knows the rest of the runtime by messages only.

function send(message: WorkerMessage): void {
  process.send?.(message);
}

// The runtime has ended, however it did.
process.once('disconnect', () => process.exit());

process.on('uncaughtException', (error) => {
  send({ kind: 'fatal', error: describeError(error) });
});

process.on('unhandledRejection', (reason) => {
  const { errorType, errorMessage, trace = [] } = describeError(reason);
  send({
    kind: 'fatal',
    error: {
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: `${errorType}: ${errorMessage}`,
      trace,
    },
  });
});

process.once('message', (setup: WorkerSetup) => void start(setup));

async function start(setup: WorkerSetup): Promise<void> {
  try {
    const handler = await loadHandler(setup.directory, setup.handler, setup.callbacks);
    process.on('message', (message: InvokeMessage) => void serve(handler, setup, message));
    send({ kind: 'ready' });
  } catch (error) {
    send({ kind: 'init-error', error: error instanceof InitError ? error.report : describeError(error) });
  }
}

async function serve(handler: Handler, setup: WorkerSetup, message: InvokeMessage): Promise<void> {
  process.env._X_AMZN_TRACE_ID = message.traceId;
  try {
    const [event, context] = [JSON.parse(message.payload) as unknown, invocationContext(setup, message)];
    const result =
      setup.callbacks && process.channel !== undefined
        ? await callWithCallback(handler, event, context, process.channel)
        : await handler(event, context);
    send({ kind: 'result', payload: serialise(result) });
  } catch (error) {
    send({ kind: 'error', error: describeError(error) });
  }
}

function serialise(result: unknown): string {
  // JSON has no text for these.
  if (result === undefined || typeof result === 'function' || typeof result === 'symbol') return 'null';
  try {
    return JSON.stringify(result);
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
}
