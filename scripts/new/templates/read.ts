import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** The read table of a new aggregate, what fills it and what asks it. */
export function readFiles(names: AggregateNames): Files {
  const { folder, one } = names;
  return {
    [`${folder}/read/${one.kebab}.tables.ts`]: tables(names),
    [`${folder}/read/${one.kebab}.projection.ts`]: projection(names),
    [`${folder}/read/${one.kebab}.queries.ts`]: queries(names),
  };
}

function tables({ one, many, table }: AggregateNames): string {
  return `
import { sortedList } from '../../../../eventsourcing/reading/sorted-list';
import { table } from '../../../../eventsourcing/reading/table';

export interface ${one.pascal}Row {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Where the ${one.words} stands in the list by name. */
  readonly bucket: string;
  readonly nameOrder: string;
}

export const ${many.camel}Table = table<${one.pascal}Row>()('${table}', {
  key: ['id'],
  indexes: { byName: { partition: 'bucket', sort: 'nameOrder' } },
});

/** By what ${many.words} can be sorted. */
export const ${one.camel}Lists = { name: sortedList(${many.camel}Table, 'byName') } as const;
export type ${one.pascal}Order = keyof typeof ${one.camel}Lists;
`;
}

function projection({ context, one, many, type }: AggregateNames): string {
  const named = `(${one.camel}, { id, data: { name } }) => ({ ...${one.camel}, name, nameOrder: sortText(name, id) })`;
  return `
import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
import { bucketOf, sortText } from '../../../../eventsourcing/reading/buckets';
import { ${one.camel}Events, type ${one.pascal}Event } from '../domain/${one.kebab}.events';
import { ${many.camel}Table, type ${one.pascal}Row } from './${one.kebab}.tables';

export class ${one.pascal}Projection implements Projection<${one.pascal}Event, ${one.pascal}Row, readonly []> {
  readonly name = '${context.kebab}/${many.kebab}';
  readonly source = ${one.camel}Events;
  readonly table = ${many.camel}Table;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<${one.pascal}Event, ${one.pascal}Row> = {
    '${type}/created': ${named},
    '${type}/renamed': ${named},
  };

  initial(id: string): ${one.pascal}Row {
    return { id, version: 0, name: '', bucket: bucketOf(id), nameOrder: sortText('', id) };
  }
}
`;
}

function queries({ one, many, type }: AggregateNames): string {
  return `
import { inject, injectable } from 'inversify';
import { readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { Page } from '../../../../eventsourcing/page';
import type { IndexPageRequest, ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { listPage, type Filter } from '../../../../eventsourcing/reading/sorted-list';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import { ${one.camel}Lists, ${many.camel}Table, type ${one.pascal}Order, type ${one.pascal}Row } from './${one.kebab}.tables';

@injectable()
export class ${one.pascal}Queries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<${one.pascal}Row> {
    const ${one.camel} = await readFresh(() => this.tables.get(${many.camel}Table, { id }), freshness);
    if (!${one.camel}) throw new DomainError('not-found', '${type}/not-found', 'There is no ${one.words} with this id.');
    return ${one.camel};
  }

  /** All ${many.words}, or those that match, from an index: one that was just created may be missing for a moment. */
  async list(order: ${one.pascal}Order, page: IndexPageRequest, filter?: Filter<${one.pascal}Row>): Promise<Page<${one.pascal}Row>> {
    return listPage(this.tables, ${one.camel}Lists[order], page, filter);
  }
}
`;
}
