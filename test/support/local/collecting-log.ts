import type { AnsweredRequest, RuntimeLog } from '../../../local/runtime-log';

export interface CollectingLog extends RuntimeLog {
  /** `level: line` of the runtime itself. */
  readonly lines: readonly string[];
  readonly requests: readonly AnsweredRequest[];
  /** Lines of one function. */
  outputs(functionId: string): readonly string[];
}

/** Keeps everything, to be looked at in a test. */
export function collectingLog(): CollectingLog {
  const lines: string[] = [];
  const requests: AnsweredRequest[] = [];
  const outputs = new Map<string, string[]>();
  return {
    lines,
    requests,
    request: (answered) => {
      requests.push(answered);
    },
    outputs: (functionId) => outputs.get(functionId) ?? [],
    write: (level, line) => {
      lines.push(`${level}: ${line}`);
    },
    output: (functionId, line) => {
      outputs.set(functionId, [...(outputs.get(functionId) ?? []), line]);
    },
  };
}
