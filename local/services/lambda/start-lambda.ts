import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalFunction } from '../../lambda/local-function';
import { PAYLOAD_LIMIT_BYTES } from '../../lambda/invocation';
import { unrestricted } from '../../permissions/access';
import type { RuntimeLog } from '../../runtime-log';
import { serveText, type TextAnswer, type TextRequest } from '../aws-json/text-service';
import type { LocalService, ServiceOptions } from '../local-service';
import { invoked, invokeError, throttled, tooLarge, type InvokeAnswer } from './invoke-answer';
import { invokeRequest } from './invoke-request';

/** A function as far as others may invoke it. */
export type Invocable = Pick<LocalFunction, 'definition' | 'inFlight' | 'waiting' | 'invoke'>;

export interface LambdaOptions extends ServiceOptions {
  /** By logical id; undefined while they are not there yet. */
  readonly functions: () => ReadonlyMap<string, Invocable> | undefined;
  readonly log: RuntimeLog;
  /** Milliseconds before the first repetition of an asynchronous invocation, doubled for the second; AWS waits minutes. */
  readonly firstBackoff?: number;
}

/** Of asynchronous invocations: 1 MB ("Lambda quotas"), and three attempts ("How Lambda handles errors"). */
const ASYNCHRONOUS_LIMIT_BYTES = 1024 * 1024;
const ASYNCHRONOUS_ATTEMPTS = 3;

/** Lambda's Invoke operation, for functions that call functions; every other operation says that it is not here. */
export async function startLambda(host: string, options: LambdaOptions): Promise<LocalService> {
  const stopping = new AbortController();
  const serve = async (request: TextRequest): Promise<TextAnswer> => {
    const { headers, ...rest } = await answer(request, options, stopping.signal);
    return { ...rest, headers: { ...headers, 'x-amzn-requestid': randomUUID() } };
  };
  const service = await serveText(host, serve, options.callers, options.front);
  const stop = (): Promise<void> => {
    stopping.abort();
    return service.stop();
  };
  return { ...service, stop };
}

async function answer(
  request: TextRequest,
  options: LambdaOptions,
  signal: AbortSignal,
): Promise<InvokeAnswer> {
  try {
    return await invoke(request, options, signal);
  } catch (error) {
    return invokeError(500, 'ServiceException', `The local Lambda failed: ${String(error)}`);
  }
}

async function invoke(
  request: TextRequest,
  options: LambdaOptions,
  signal: AbortSignal,
): Promise<InvokeAnswer> {
  const { access = unrestricted, log } = options;
  const payload = await readPayload(request);
  const functions = options.functions();
  if (functions === undefined)
    return invokeError(503, 'ServiceException', 'The functions are not there yet.');
  const { method = '', url = '', headers } = request;
  const definitions = [...functions.values()].map(({ definition }) => definition);
  const target = invokeRequest(method, url, headers['x-amz-invocation-type']?.toString(), definitions);
  if (target === undefined) {
    return invokeError(
      404,
      'UnknownOperationException',
      `The local Lambda has Invoke only, not ${method} ${url}.`,
    );
  }
  const { arn, functionId = '', type } = target;
  const refused = access.refusalOf(headers.authorization?.toString(), () => [
    { action: 'lambda:InvokeFunction', resources: [arn], conditionKeys: {} },
  ]);
  if (refused !== undefined) return invokeError(403, 'AccessDeniedException', refused);
  const called = functions.get(functionId);
  if (called === undefined) {
    return invokeError(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
  }
  const limit = type === 'Event' ? ASYNCHRONOUS_LIMIT_BYTES : PAYLOAD_LIMIT_BYTES;
  if (payload === undefined || payload.length > limit) return tooLarge(limit);
  const event = payload.length === 0 ? '{}' : payload.toString('utf8');
  if (!isJson(event)) {
    return invokeError(400, 'InvalidRequestContentException', 'Could not parse request body into json');
  }
  if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
  if (type === 'Event') {
    void invokeLater(called, event, options, signal).catch((error: unknown) => {
      log.write('error', `${functionId}: an asynchronous invocation failed: ${String(error)}`);
    });
    return { status: 202, headers: {}, body: '' };
  }
  return isBusy(called) ? throttled() : invoked(await called.invoke(event));
}

/** A function waits in line on this machine, unless the template reserves its concurrency. */
function isBusy({ definition, inFlight, waiting }: Invocable): boolean {
  return definition.reservedConcurrency !== undefined && inFlight + waiting >= definition.reservedConcurrency;
}

/** Lambda keeps the event, and repeats the invocation twice after an error of the function. */
async function invokeLater(
  called: Invocable,
  event: string,
  { log, firstBackoff = 1_000 }: LambdaOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    const outcome = await called.invoke(event);
    if (outcome.ok) return;
    if (attempt === ASYNCHRONOUS_ATTEMPTS) {
      const { logicalId } = called.definition;
      log.write('warn', `${logicalId}: an asynchronous event is given up after ${attempt} attempts`);
      return;
    }
    const pause = firstBackoff * 2 ** (attempt - 1);
    await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
  }
}

/** @returns undefined for more than any invocation takes */
async function readPayload(request: TextRequest): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read too, or a client that still writes would not see the answer.
    if (size <= PAYLOAD_LIMIT_BYTES) chunks.push(chunk);
  }
  return size > PAYLOAD_LIMIT_BYTES ? undefined : Buffer.concat(chunks);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
