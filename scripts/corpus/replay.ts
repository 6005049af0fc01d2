import type { AggregateModule } from '../../src/eventsourcing/aggregate-module';
import { uniqueValuesOf } from '../../src/eventsourcing/writing/unique-value';
import {
  versionAfter,
  parseStream,
  type Commit,
  type CommittedEvent,
} from '../../src/eventsourcing/log/commit';
import type { EventSchemas } from '../../src/eventsourcing/log/event-schemas';
import type { Aggregate } from '../../src/kernel/aggregate-root';
import { jsonFault, type JsonFault } from '../../src/kernel/json';
import type { CorpusResult } from './corpus-file';
import { frozen } from './frozen';

/**
 * What today's code makes of stored commits.
 *
 * @throws Error that says what is wrong with them, or with the code
 */
export function replay(
  { aggregate: type, uniqueValues: rule }: Pick<AggregateModule, 'aggregate' | 'uniqueValues'>,
  commits: readonly Commit[],
  schemas: EventSchemas,
): CorpusResult {
  const { stream } = checkStream(type.type, commits);
  const aggregate = new type(parseStream(stream).id);
  // A step that changes what it is given would change what is remembered between commands.
  frozen(aggregate.state);
  for (const { events } of commits.map((commit) => schemas.lift(commit))) {
    for (const event of events) {
      checkLifted(event);
      hydrate(aggregate, frozen(event));
      frozen(aggregate.state);
    }
  }
  const { revision, state } = aggregate;
  const fault = jsonFault(state);
  if (fault) {
    throw new Error(`the state does not survive JSON, so snapshots would change it: ${described(fault)}`);
  }
  return { revision, state, uniqueValues: uniqueValuesOf(type.type, rule, state) };
}

/** What upcasters make is folded as if the log had given it. @throws Error for what JSON would change */
function checkLifted({ type, data }: CommittedEvent): void {
  const fault = jsonFault(data);
  if (!fault) return;
  throw new Error(`the upcasters of ${type} give what JSON would change: ${described(fault)}`);
}

function described({ path, kind, fix }: JsonFault): string {
  return `${path === '' ? 'it' : path} is ${kind}.${fix || ' Keep to plain data.'}`;
}

function hydrate(aggregate: Aggregate, event: CommittedEvent): void {
  try {
    aggregate.hydrate(event);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const message = `the step of ${event.type} fails, perhaps as it changes what it is given: ${cause.message}.`;
    throw new Error(`${message} Return a new state and leave the old one as it was.`, { cause });
  }
}

function checkStream(type: string, commits: readonly Commit[]): Commit {
  const [first] = commits;
  if (!first) throw new Error('there are no commits.');
  if (parseStream(first.stream).type !== type) throw new Error(`${first.stream} is not a stream of ${type}.`);
  let reached = 0;
  for (const commit of commits) {
    if (commit.stream !== first.stream) throw new Error('a file has the commits of one stream.');
    if (commit.version !== reached + 1) throw new Error(`version ${reached + 1} is missing.`);
    reached = versionAfter(commit);
  }
  return first;
}
