import type { Mapping } from '../../local/mappings/mapping';
import { conditionOf } from '../support/local/eventually';
import type { Tool } from '../flow/consumers/tool';

/** How a runtime came to rest. */
export interface Calm {
  readonly milliseconds: number;
  /** What had been put aside, and was given another chance. */
  readonly redriven: number;
}

/** Milliseconds: more than the visibility timeouts and pauses that are left from the time of trouble. */
const DEADLINE = 120_000;

/**
 * Waits until nothing is under way, no queue holds anything, and no consumer is behind the log; gives what was put aside
 * another chance on the way, as an operator would.
 *
 * @throws Error with the last status when there is no calm in time
 */
export async function returnToCalm(
  mappings: readonly Pick<Mapping, 'atRest'>[],
  consumers: Tool,
): Promise<Calm> {
  const began = performance.now();
  let redriven = 0;
  let last: readonly string[] = [];
  const isCalm = async (): Promise<boolean> => {
    const atRest = await Promise.all(mappings.map((mapping) => mapping.atRest()));
    if (atRest.includes(false)) {
      last = [`${atRest.filter((rests) => !rests).length} mappings are not at rest`];
      return false;
    }
    const { code, lines } = await consumers('status');
    last = lines;
    if (code !== 0) {
      const done = await consumers('redrive');
      redriven += done.lines.filter((line) => /^(rung|returned to) ?/u.test(line)).length - 1;
      return false;
    }
    return lines.every((line) => !isBehind(line));
  };
  try {
    await conditionOf('calm', isCalm, DEADLINE);
  } catch (error) {
    throw new Error(`There is no calm: ${last.join('\n')}`, { cause: error });
  }
  return { milliseconds: performance.now() - began, redriven };
}

/** A line of a consumer says how many streams and events it is behind, one of a queue what it holds. */
function isBehind(line: string): boolean {
  const [, streams, events] = / (?:projection|tally|process) +\S+ +\d+ +(\d+) +(\d+) /u.exec(line) ?? [];
  if (streams !== undefined) return Number(streams) + Number(events) > 0;
  const holds = / (?:commits|ringing) +(\d+) +(\d+) +(\d+)$/u.exec(line);
  return holds?.slice(1).some((count) => Number(count) > 0) ?? false;
}
