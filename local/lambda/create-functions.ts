import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Faults } from '../faults/faults';
import type { RuntimeLog } from '../runtime-log';
import type { Endpoints } from '../services/endpoints';
import { bootstrapFile } from './bundle/bundle';
import { debuggerAccess, type DebuggerAccess, type Debugging } from './debugging';
import { ExecutionEnvironment } from './execution-environment';
import { hasCallbacks, type FunctionDefinition } from './function-definition';
import { functionEnvironment } from './function-environment';
import { LocalFunction } from './local-function';
import { sourceFrames } from './source-frames';

export interface FunctionsOptions {
  /** Folder that holds the bundles. */
  readonly directory: string;
  readonly endpoints: Endpoints;
  readonly log: RuntimeLog;
  readonly concurrency: number;
  readonly debugging?: Debugging | undefined;
  /** What kills the processes of functions. */
  readonly faults?: Faults | undefined;
}

export type Functions = ReadonlyMap<string, LocalFunction>;

/** Functions by logical id. None of them runs before its first invocation. */
export function createFunctions(
  definitions: readonly FunctionDefinition[],
  options: FunctionsOptions,
): Functions {
  const frames = sourceFrames(options.directory);
  const log = {
    ...options.log,
    output: (functionId: string, line: string): void => {
      options.log.output(functionId, frames(line));
    },
  };
  return new Map(
    definitions.map((definition, position) => [
      definition.logicalId,
      createFunction(definition, { ...options, log }, debuggerAccess(options.debugging, position)),
    ]),
  );
}

function createFunction(
  definition: FunctionDefinition,
  options: FunctionsOptions,
  access: DebuggerAccess,
): LocalFunction {
  const { logicalId, name, arn, handler, memoryMegabytes } = definition;
  const directory = resolve(options.directory, logicalId);
  const output = (line: string): void => {
    options.log.output(logicalId, line);
  };
  const createEnvironment = (): ExecutionEnvironment => {
    const logStreamName = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
    return new ExecutionEnvironment({
      bootstrap: resolve(join(options.directory, bootstrapFile)),
      setup: {
        directory,
        handler,
        callbacks: hasCallbacks(definition.runtime),
        functionName: name,
        functionArn: arn,
        memoryMegabytes,
        logGroupName: definition.logGroup,
        logStreamName,
      },
      variables: {
        ...functionEnvironment(definition, { endpoints: options.endpoints, directory, logStreamName }),
        ...access.variables,
      },
      nodeOptions: access.nodeOptions,
      output,
    });
  };
  return new LocalFunction({
    definition,
    concurrency: options.debugging === undefined ? options.concurrency : 1,
    enforceTimeout: options.debugging === undefined,
    createEnvironment,
    nextKill: () => options.faults?.ofInvocation(logicalId),
    output,
  });
}
