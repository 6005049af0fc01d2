import { basename } from 'node:path';
import type { FunctionRole } from '../../src/eventsourcing/aggregate-module';
import type { OutsidePort, Plan } from '../../src/composition/plan/plan';

interface Maker {
  /** Makes the handler from the context's module. */
  readonly name: string;
  /** File in src/composition. */
  readonly file: string;
  /** What is taken of its result, if not the whole. */
  readonly member: string;
  /** What the function is for. */
  readonly purpose: (context: string) => string;
}

const MAKERS: Readonly<Record<FunctionRole, Maker>> = {
  commands: {
    name: 'contextApi',
    file: 'context-api',
    member: '.handle',
    purpose: (context) => `HTTP API, every route of ${context} that is not a GET.`,
  },
  queries: {
    name: 'contextApi',
    file: 'context-api',
    member: '.handle',
    purpose: (context) => `HTTP API, the GET routes of ${context}.`,
  },
  projector: {
    name: 'projectorOf',
    file: 'consumers',
    member: '',
    purpose: (context) => `Queues of what ${context} follows -> its read tables.`,
  },
  processes: {
    name: 'processesOf',
    file: 'consumers',
    member: '',
    purpose: (context) => `Queue of what the processes of ${context} follow -> commands.`,
  },
};

/** The entry points of the contexts' functions, by path: each imports its own context alone. */
export function entryPointsFor({ contexts }: Plan): ReadonlyMap<string, string> {
  return new Map(
    contexts.flatMap(({ context: { name }, functions }) =>
      functions.map(({ entry, outside }): [string, string] => [
        entry,
        source(name, basename(entry, '.ts') as FunctionRole, outside),
      ]),
    ),
  );
}

/** What gives a function a port to the world outside, in src/composition/outside. */
const PROVIDERS: Readonly<Record<OutsidePort, string>> = {
  secrets: 'provideSecrets',
  messages: 'provideMessages',
  'rate-limits': 'provideRateLimits',
  schedules: 'provideSchedules',
};

function source(context: string, role: FunctionRole, outside: readonly OutsidePort[]): string {
  const { name, file, member, purpose } = MAKERS[role];
  const module = `${context.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase())}Module`;
  const given = outside.length > 0 ? `, [${outside.map((port) => PROVIDERS[port]).join(', ')}]` : '';
  return [
    `import { ${name} } from '../../composition/${file}';`,
    ...outside.map((port) => `import { ${PROVIDERS[port]} } from '../../composition/outside/${port}';`),
    `import { ${module} } from '../../contexts/${context}/${context}.module';`,
    '',
    `/** ${purpose(context)} Written by \`npm run template\`. */`,
    `export const handler = ${name}(${module}${given})${member};`,
    '',
  ].join('\n');
}
