import type { Order } from './arguments';
import { changesFor } from './changes-for';
import type { Project } from './project';

/** What is run once the files are there, in this order: fixtures are made of the corpus. */
export const GENERATORS = ['corpus:write', 'generate'] as const;

export interface Surroundings {
  readonly project: Project;
  readonly print: (line: string) => void;
  /** Runs an npm script. @returns its exit code */
  readonly npmRun: (script: string) => number;
}

/** Makes what is ordered. @returns the exit code @throws Refusal before anything is written */
export async function run(order: Order, { project, print, npmRun }: Surroundings): Promise<0 | 1> {
  const changes = await changesFor(order, project);
  const width = 'would write'.length;
  const [write, edit] = order.isDryRun ? ['would write', 'would edit'] : ['wrote', 'edited'];
  const report = changes.map(({ kind, path, text }) => {
    const did = (kind === 'write' ? write : edit).padEnd(order.isDryRun ? width : 'edited'.length);
    return `${did} ${path}${kind === 'write' ? ` (${text.split('\n').length - 1} lines)` : ''}`;
  });
  if (!order.isDryRun) project.save();
  for (const line of report) print(line);
  if (order.isDryRun) {
    print(`would run ${GENERATORS.map((script) => `npm run ${script}`).join(', then ')}`);
    return 0;
  }
  const failed = GENERATORS.findIndex((script) => npmRun(script) !== 0);
  if (failed < 0) return 0;
  const rest = GENERATORS.slice(failed).map((script) => `npm run ${script}`);
  print(
    `The files above are written, and ${rest[0] ?? ''} failed: mend what it says, then ${rest.join(' && ')}.`,
  );
  return 1;
}
