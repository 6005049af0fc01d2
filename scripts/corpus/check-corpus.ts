import { isDeepStrictEqual } from 'node:util';
import { thrownMessage } from '../../local/thrown-message';
import type { AggregateModule } from '../../src/eventsourcing/aggregate-module';
import { EventSchemas } from '../../src/eventsourcing/log/event-schemas';
import { CORPUS_FOLDER, type CorpusFile, type CorpusHistory, type CorpusResult } from './corpus-file';
import { replay } from './replay';

type Module = Pick<AggregateModule, 'aggregate' | 'uniqueValues' | 'events'>;

export interface CorpusCheck {
  /** What has to be mended in the code or in the commits, one line each. */
  readonly faults: readonly string[];
  /** What `npm run corpus:write` may record: files with the result of today's code, and why each is new. */
  readonly unrecorded: readonly { readonly file: CorpusFile; readonly reason: string }[];
}

/** Compares what stored commits lead to with what they led to when they were recorded. */
export function checkCorpus(modules: readonly Module[], files: readonly CorpusFile[]): CorpusCheck {
  const schemas = new EventSchemas(modules.map(({ events }) => events));
  const faults: string[] = [];
  const unrecorded: { file: CorpusFile; reason: string }[] = [];
  for (const file of files) {
    try {
      const module = modules.find(({ aggregate }) => aggregate.type === file.type);
      if (!module) throw new Error(`no manifest lists the aggregate ${file.type}.`);
      const { commits } = file.history;
      const result = replay(module, commits, schemas);
      const reason = whyUnrecorded(file.history, result);
      if (reason) unrecorded.push({ file: { ...file, history: { commits, ...result } }, reason });
      else expectSame(file.history, result);
    } catch (error) {
      faults.push(`${file.path}: ${thrownMessage(error)}`);
    }
  }
  return {
    faults: [...faults, ...modules.flatMap((module) => uncovered(module, files, schemas))],
    unrecorded,
  };
}

function whyUnrecorded(before: CorpusHistory, now: CorpusResult): string | undefined {
  if (before.revision === undefined) return 'it has no result yet';
  if (before.revision >= now.revision) return undefined;
  return `the revision of the fold was raised from ${before.revision} to ${now.revision}`;
}

/** @throws Error that says what to do */
function expectSame(before: CorpusHistory, { revision, state, uniqueValues }: CorpusResult): void {
  if (before.revision !== revision) {
    throw new Error(
      `the revision of the fold went back from ${String(before.revision)} to ${revision}; raise it above the old one.`,
    );
  }
  const isMeant = `If that is meant, raise the revision of the fold to ${revision + 1} and run npm run corpus:write`;
  if (!isDeepStrictEqual(state, before.state)) {
    throw new Error(
      `the commits lead to another state than before. ${isMeant}; old snapshots are passed over then.`,
    );
  }
  if (!isDeepStrictEqual(uniqueValues, before.uniqueValues)) {
    throw new Error(
      `the commits lead to other uniqueValues than before. ${isMeant}; once it is deployed, run npm run unique-values:audit -- --mend.`,
    );
  }
}

/** Events that no file has, at each of the revisions that the log may hold. */
function uncovered(
  { aggregate, events: { upcasters } }: Module,
  files: readonly CorpusFile[],
  schemas: EventSchemas,
): string[] {
  const { eventTypes } = new aggregate('any');
  const stored = files.flatMap(({ history }) => history.commits).flatMap(({ events }) => events);
  const covered = new Set(stored.map(({ type, revision = 1 }) => `${type} at revision ${revision}`));
  const strange = Object.keys(upcasters).filter((type) => !eventTypes.includes(type));
  return [
    ...eventTypes
      .flatMap((type) => revisionsUpTo(schemas.revisionOf(type)).map((revision) => ({ type, revision })))
      .filter(({ type, revision }) => !covered.has(`${type} at revision ${revision}`))
      .map(({ type, revision }) => missing(aggregate.type, type, revision)),
    ...strange.map((type) => `${aggregate.type}: it has upcasters of ${type}, which its fold does not know.`),
  ];
}

/** The revision of an event is a field beside its type; the first has none. */
function missing(aggregate: string, event: string, revision: number): string {
  const field = revision === 1 ? '' : `, each with "revision": ${revision}`;
  return (
    `${aggregate}: no file has ${event} at revision ${revision}; ` +
    `add a file to ${CORPUS_FOLDER}/${aggregate} with \`commits\` that do${field}, then run npm run corpus:write.`
  );
}

function revisionsUpTo(current: number): number[] {
  return Array.from({ length: current }, (_, index) => index + 1);
}
