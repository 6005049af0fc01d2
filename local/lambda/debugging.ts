import type { Environment } from '../services/endpoints';

/** A debugger is to be attached: no timeout is enforced, and every function has one environment at most. */
export interface Debugging {
  readonly host: string;
  /** Where the runtime itself listens for a debugger; those of its functions follow, in the template's order. 0 for free ones. */
  readonly port: number;
  /** Of this process: an editor that debugs it asks in it to be told of further processes. */
  readonly environment: Environment;
}

export interface DebuggerAccess {
  readonly nodeOptions: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Source: the bootloader of VS Code's js-debug, which processes load by NODE_OPTIONS and which reads the other one. */
const EDITOR_VARIABLES = ['NODE_OPTIONS', 'VSCODE_INSPECTOR_OPTIONS'] as const;

/** @param position of the function in the template, from 0 */
export function debuggerAccess(debugging: Debugging | undefined, position: number): DebuggerAccess {
  if (debugging === undefined) return { nodeOptions: [], variables: {} };
  const { host, port, environment } = debugging;
  if (environment.VSCODE_INSPECTOR_OPTIONS !== undefined) {
    const variables = EDITOR_VARIABLES.map((name) => [name, environment[name] ?? ''] as const);
    return { nodeOptions: [], variables: Object.fromEntries(variables) };
  }
  return { nodeOptions: [`--inspect=${host}:${port === 0 ? 0 : port + 1 + position}`], variables: {} };
}
