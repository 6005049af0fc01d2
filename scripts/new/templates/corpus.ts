import { randomUUID } from 'node:crypto';
import { streamOf, type Commit } from '../../../src/eventsourcing/log/commit';
import { CORPUS_FOLDER } from '../../corpus/corpus-file';
import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

interface Happened {
  readonly type: string;
  readonly data: object;
}

/** Stored histories of a new aggregate, each event in one of them. */
export function corpusFiles({ type }: AggregateNames): Files {
  const created: Happened = { type: `${type}/created`, data: { name: 'First' } };
  const renamed: Happened = { type: `${type}/renamed`, data: { name: 'Zweite Fassung 二' } };
  return {
    [`${CORPUS_FOLDER}/${type}/created.json`]: historyOf(type, [created]),
    [`${CORPUS_FOLDER}/${type}/renamed.json`]: historyOf(type, [created, renamed]),
  };
}

/** A history of commits with one event each; `npm run corpus:write` adds what it leads to. */
export function historyOf(type: string, events: readonly Happened[]): string {
  const stream = streamOf(type, randomUUID());
  const commits: Commit[] = events.map((event, index) => {
    const cause = randomUUID();
    return {
      stream,
      version: index + 1,
      commitId: randomUUID(),
      committedAt: new Date().toISOString(),
      actor: `user:${randomUUID()}`,
      correlationId: cause,
      causationId: cause,
      events: [event],
    };
  });
  return JSON.stringify({ commits }, null, 2);
}
