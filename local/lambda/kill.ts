import type { Kill } from '../faults/fault-kinds';
import type { Stroke } from '../faults/faults';
import type { Ending, ExecutionEnvironment } from './execution-environment';
import type { FunctionError } from './function-error';

/** As Lambda words it when the process of a function is gone. */
const KILLED: FunctionError = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'Error: Runtime exited with error: signal: killed',
};

/**
 * One invocation in the course of which the process is killed.
 *
 * @param usually milliseconds that an invocation of the function takes
 */
export async function invokeAndKill(
  { kind, random }: Stroke<Kill>,
  environment: ExecutionEnvironment,
  invoke: () => Promise<Ending>,
  usually: number,
): Promise<Ending> {
  const kill = (): Promise<void> => environment.terminate(KILLED);
  const killed: Ending = { ok: false, error: KILLED };
  if (kind === 'killed-before') {
    await kill();
    return killed;
  }
  const timer = kind === 'killed-during' ? setTimeout(() => void kill(), random() * usually) : undefined;
  const ending = await invoke();
  clearTimeout(timer);
  await kill();
  return kind === 'worker-killed' ? ending : killed;
}
