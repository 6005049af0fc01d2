import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionError } from '../function-error';
import { describeError } from '../function-error';

export type Handler = (
  event: unknown,
  context: unknown,
  callback?: (error?: unknown, result?: unknown) => void,
) => unknown;

/** The handler cannot be loaded; holds what Lambda would report. */
export class InitError extends Error {
  override readonly name = 'InitError';

  constructor(readonly report: FunctionError) {
    super(report.errorMessage);
  }
}

/**
 * Loads `file.export`. Source: the user function loader of Lambda's Node.js runtime interface client.
 *
 * @param callbacks whether the runtime has them: Lambda refuses a handler with three parameters from Node.js 24 on
 * @throws InitError when the file or the export is missing, or the module throws while it loads
 */
export async function loadHandler(directory: string, handler: string, callbacks: boolean): Promise<Handler> {
  const match = /^(.*?)\.([^./]+)$/.exec(handler);
  const [, file = '', name = ''] = match ?? [];
  if (match === null) {
    throw fault(
      'Runtime.MalformedHandlerName',
      `Bad handler "${handler}"; it must be like "commands.handler"`,
    );
  }
  const path = ['.js', '.mjs', '.cjs']
    .map((ending) => join(directory, file + ending))
    .find((it) => existsSync(it));
  if (path === undefined) throw fault('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const loaded = await importModule(path);
  const exported = loaded[name] ?? (isRecord(loaded.default) ? loaded.default[name] : undefined);
  if (exported === undefined)
    throw fault('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (!isHandler(exported)) throw fault('Runtime.HandlerNotFound', `${handler} is not a function`);
  if (!callbacks && exported.length > 2) {
    throw fault(
      'Runtime.CallbackHandlerDeprecated',
      `${handler} takes a callback, which Lambda has no more from Node.js 24 on; return a promise instead`,
    );
  }
  return exported;
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  try {
    const loaded: unknown = await import(pathToFileURL(path).href);
    return isRecord(loaded) ? loaded : {};
  } catch (error) {
    const { errorType, errorMessage, trace } = describeError(error);
    const known = errorType === 'SyntaxError' ? 'Runtime.UserCodeSyntaxError' : errorType;
    throw new InitError({ errorType: known, errorMessage, trace: trace ?? [] });
  }
}

function fault(errorType: string, errorMessage: string): InitError {
  return new InitError({ errorType, errorMessage, trace: [] });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
