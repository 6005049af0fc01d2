import type { EventSource } from '../../kernel/event-source';
import { contextOf } from '../naming';
import type { Permission } from './plan';

const EVENT_LOG = [{ id: 'EventLogTable' }];

/** Streams of a context: `iam/user#...`, `iam/role#...` */
function streamsOf(context: string): string {
  return `${context}/*`;
}

/** Reading the streams of a context and of what it names of other contexts, and nothing else of the log. */
export function readsLog(context: string, sources: readonly EventSource[]): Permission[] {
  const own = sources.some(({ type }) => contextOf(type) === context) ? [streamsOf(context)] : [];
  const leadingKeys = [...own, ...foreign(context, sources)];
  return [{ actions: ['dynamodb:Query'], resources: EVENT_LOG, leadingKeys }];
}

/** Appending to a context's own streams and reading them, and reading what it names of other contexts. */
export function appendsToLog(context: string, reads: readonly EventSource[]): Permission[] {
  const actions = ['dynamodb:Query', 'dynamodb:PutItem'];
  const others = foreign(context, reads);
  return [
    { actions, resources: EVENT_LOG, leadingKeys: [streamsOf(context)] },
    ...(others.length > 0
      ? [{ actions: ['dynamodb:Query'], resources: EVENT_LOG, leadingKeys: others }]
      : []),
  ];
}

function foreign(context: string, sources: readonly EventSource[]): string[] {
  const types = new Set(sources.map(({ type }) => type).filter((type) => contextOf(type) !== context));
  return [...types].map((type) => `${type}#*`);
}
