import type { RuntimeLog } from '../../../local/runtime-log';

export interface CollectingLog extends RuntimeLog {
  /** `level: line` of the runtime itself. */
  readonly lines: readonly string[];
  /** Lines of one function. */
  outputs(functionId: string): readonly string[];
}

/** Keeps everything, to be looked at in a test. */
export function collectingLog(): CollectingLog {
  const lines: string[] = [];
  const outputs = new Map<string, string[]>();
  return {
    lines,
    outputs: (functionId) => outputs.get(functionId) ?? [],
    write: (level, line) => {
      lines.push(`${level}: ${line}`);
    },
    output: (functionId, line) => {
      outputs.set(functionId, [...(outputs.get(functionId) ?? []), line]);
    },
  };
}
