import type { Installation } from '../../../scripts/installation/installation';
import { localInstallation } from '../../../scripts/installation/local-installation';
import { parseArguments } from '../../../scripts/consumers/arguments';
import { run } from '../../../scripts/consumers/run';
import type { Surroundings } from '../../../scripts/consumers/surroundings';
import { contexts } from '../../../src/composition/modules';
import type { ContextModule } from '../../../src/eventsourcing/aggregate-module';

export interface ToolResult {
  readonly code: number;
  readonly lines: readonly string[];
}

/** What it writes on, what interrupts it, and who watches its calls. */
export interface Seat extends Pick<Surroundings, 'screen' | 'signal'> {
  readonly watch: (installation: Installation) => void;
}

/** `npm run consumers` with arguments. @throws Error what it would end with code 2 for */
export type Tool = (...args: readonly string[]) => Promise<ToolResult>;

/** The tool, looking at a runtime. @param known what its manifests list @param seat whoever sits before it */
export function toolFor(
  url: string,
  known: readonly ContextModule[] = contexts,
  seat: Partial<Seat> = {},
): Tool {
  return async (...args) => {
    const order = parseArguments(args);
    if (order.command === 'help') throw new Error('The help needs no runtime.');
    const installation = await localInstallation(url);
    seat.watch?.(installation);
    const lines: string[] = [];
    try {
      const code = await run(order, {
        contexts: known,
        installation,
        print: (line) => lines.push(line),
        screen: seat.screen ?? { write: () => true },
        signal: seat.signal ?? new AbortController().signal,
      });
      return { code, lines };
    } finally {
      installation.close();
    }
  };
}
