import { isDeepStrictEqual } from 'node:util';
import { jsonText } from '../../../local/template/json';
import type { AggregateModule } from '../../../src/eventsourcing/aggregate-module';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { listAt, resourcesOf, TABLE, valueAt, type TemplateDocument } from '../template/template-document';
import { followersIn } from './followers';

const logTables: readonly Table[] = [
  { name: 'EventLogTable', key: ['stream', 'version'], indexes: {} },
  { name: 'UniqueValuesTable', key: ['uniqueValue'], indexes: {} },
  { name: 'IdempotencyTable', key: ['idempotencyKey'], indexes: {} },
];

/** Tables and their keys. */
export function compareTables(modules: readonly AggregateModule[], template: TemplateDocument): string[] {
  const projected = followersIn(modules).flatMap(({ projection: { table, details } }) => [
    table,
    ...details.map((each) => each.table),
  ]);
  const tables = [
    ...logTables,
    ...projected,
    ...modules.flatMap(({ reads }) => reads.map(({ table }) => table)),
  ];
  const planned = new Map(tables.map(({ name, key }) => [name, key]));
  const declared = new Map(resourcesOf(template, TABLE).map(({ id, properties }) => [id, keyOf(properties)]));
  return [
    ...[...planned].flatMap(([name, key]) => {
      const actual = declared.get(name);
      if (actual === undefined) return [`lacks the table ${name} with the key ${key.join(', ')}`];
      return isDeepStrictEqual(actual, key) ? [] : [`${name} needs the key ${key.join(', ')}`];
    }),
    ...[...declared.keys()]
      .filter((id) => !planned.has(id))
      .map((id) => `has the table ${id}, which no manifest names`),
  ];
}

function keyOf(properties: TemplateDocument): string[] {
  return listAt(properties, 'KeySchema').map((part) => jsonText(valueAt(part, 'AttributeName') ?? ''));
}
