import { startRuntime, type Runtime } from '../runtime';
import type { RuntimeOptions } from '../runtime-options';
import type { RuntimeLog } from '../runtime-log';
import { thrownMessage } from '../thrown-message';
import type { WiringCheck } from './wiring-check';
import { WiringError } from './wiring-fault';

/**
 * Runs an application that is wired rightly: the check works while bundles and services are made, and nothing is
 * created before it has passed.
 *
 * @returns when watching: as soon as faults have been mended
 * @throws Error with a line for each fault
 */
export async function startWired(
  options: RuntimeOptions & { readonly log: RuntimeLog },
  wiring: WiringCheck | undefined,
): Promise<Runtime> {
  if (!wiring) return startRuntime(options);
  if (options.watch === true) wiring.watch();
  for (;;) {
    const passed = wiring.pass();
    const fault = passed.then(
      () => undefined,
      (error: unknown) => error,
    );
    try {
      return await startRuntime({ ...options, admission: passed });
    } catch (error) {
      const found = await fault;
      if (!(found instanceof WiringError)) throw error;
      // Both may say something: the runtime of what does not run here, the check of what does not fit.
      const told = found === error ? found : withReason(error, found);
      if (options.watch !== true) throw told;
      for (const line of told.message.split('\n')) options.log.write('error', line);
      options.log.write('info', 'starts as soon as this is mended');
      await wiring.changed();
    }
  }
}

function withReason(error: unknown, found: WiringError): Error {
  const reason = thrownMessage(error);
  return new Error(`${reason}\n${found.message}`, { cause: error });
}
