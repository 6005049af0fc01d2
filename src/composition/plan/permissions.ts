import type { DetailOperation } from '../../eventsourcing/consuming/projection';
import type { ReadOperation } from '../../eventsourcing/reading/table-access';
import type { Permission, Resource } from './plan';

const READ_ACTIONS = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  scan: 'dynamodb:Scan',
} as const;

export const DETAIL_ACTIONS: Readonly<Record<DetailOperation, string>> = {
  put: 'dynamodb:PutItem',
  delete: 'dynamodb:DeleteItem',
};

/** The order in which a statement lists its actions. */
const ORDER = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem'].map(
  (name) => `dynamodb:${name}`,
);

/** One action that is called on one resource. */
export interface Call {
  readonly action: string;
  readonly resource: Resource;
}

/** `query:byName` is a query of the index `byName`. */
export function callOf(table: string, operation: ReadOperation): Call {
  const [kind = '', index] = operation.split(':');
  const action = READ_ACTIONS[kind as keyof typeof READ_ACTIONS];
  return { action, resource: index === undefined ? { id: table } : { id: table, index } };
}

/** Statements for calls: each resource in one, and those with the same actions together. */
export function permissionsFor(calls: readonly Call[]): Permission[] {
  const byResource = new Map<string, { resource: Resource; actions: Set<string> }>();
  for (const { action, resource } of calls) {
    const key = `${resource.id}/${resource.index ?? ''}`;
    const known = byResource.get(key) ?? { resource, actions: new Set() };
    known.actions.add(action);
    byResource.set(key, known);
  }
  const byActions = new Map<string, Permission>();
  for (const { resource, actions } of byResource.values()) {
    const sorted = [...actions].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
    const key = sorted.join();
    const resources = [...(byActions.get(key)?.resources ?? []), resource];
    byActions.set(key, { actions: sorted, resources });
  }
  return [...byActions.values()];
}
