import { cpus } from 'node:os';
import type { Measurement } from '../measure/measurement';
import type { RegistrationCost } from '../registration';
import { workloadSizes } from '../workload/sizes';
import { requirements, requirementsTable } from './requirements';
import { commandsTable, loadsTable, registrationsTable, statesTable } from './sections';

export interface Report {
  readonly commands: readonly Measurement[];
  readonly loads: readonly Measurement[];
  /** Ours with other states. */
  readonly states: readonly Measurement[];
  /** Ours with a state of 3 KB, by how often a snapshot is forced. */
  readonly intervals: readonly Measurement[];
  readonly registrations: readonly RegistrationCost[];
}

/** All tables as Markdown, with what one must know to read them. */
export function reportOf({ commands, loads, states, intervals, registrations }: Report): string {
  const promised = requirements({ commands, loads });
  return [
    introduction(commands),
    commandsTable(commands),
    explanations(commands),
    loads.length > 0 &&
      `Loading ${loads[0]?.length.toLocaleString('en') ?? ''} events with nothing in memory:`,
    loads.length > 0 && loadsTable(loads),
    wrapped(`Other states, on streams of 100 events: one of 3 KB, and one of 0.9 KB that has nothing in common with the
      newest event:`),
    statesTable([
      ...commands.filter(({ isOurs, length }) => isOurs && length === states[0]?.length),
      ...states,
    ]),
    wrapped(`The 3 KB again, which never fit into the slack: how often a snapshot is stored all the same, for every 4 KB
      of state. Rare ones cost cold readers more, frequent ones every writer; 10 is the default.`),
    statesTable(intervals),
    wrapped(`Registering a user of the example; the unique value of the e-mail address and the answer that is kept under the key
      are part of the same write:`),
    registrationsTable(registrations),
    wrapped(`The repeat is a transaction that is refused; DynamoDB answers it without its capacity, which is why none
      is counted here, and bills it like one that is carried out.`),
    promised.length > 0 && 'What was promised, and what this run saw:',
    promised.length > 0 && requirementsTable(promised),
  ]
    .filter((part) => part !== false)
    .join('\n\n');
}

function introduction(commands: readonly Measurement[]): string {
  const { event, metadata, state } = workloadSizes();
  const count = Math.max(...commands.map((each) => each.count));
  const [cpu] = cpus();
  const machine = `${cpus().length} cores of ${cpu?.model ?? 'an unknown processor'}, Node ${process.version.slice(1)}`;
  return wrapped(`\`npm run bench:store\`, ${new Date().toISOString().slice(0, 10)}, ${machine}, the local DynamoDB of
    this repository. The command loads an aggregate, decides and appends; a cell is the command with one event / with
    three, the mean of ${count} commands (time: the median), on streams of the length in the first column. Events of
    ${event} bytes, metadata of ${metadata}, a state of ${state}, all of it random. All stores take turns in one
    process, on streams of their own.`);
}

function explanations(commands: readonly Measurement[]): string {
  const most = Math.max(...commands.map(({ count }) => count));
  const fewer = commands.filter(({ count, events }) => count < most && events === 1);
  const shortened = fewer.map(
    ({ contestant, length, count }) => ` ${contestant} at ${length.toLocaleString('en')}: ${count} commands.`,
  );
  return wrapped(`Cold: nothing in memory, as in a container that just started. Warm: the aggregate of the last command
    is remembered. Small tip: equinox-js with the size of its newest item that is cheapest for this workload, found by
    trying; otherwise its default. It pays for the size of that item, so its figures depend on how full the item happens
    to be. Times are compared with the fastest peer's at the same work, and with the fastest
    that has nothing in memory either. Bytes are the bodies of requests and answers; USD are for a million commands, read
    and write units alone. Reads of equinox-js and event-store-adapter-js are eventually consistent, which is half the
    price; the others' are consistent. Foldline has the client that its functions have, which puts its middleware
    together once; the peers have the SDK's default, as their documentation does.${shortened.join('')}`);
}

/** One paragraph, in lines of the length that the documents have. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(/\s+/u)) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length >= 120) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
