import { resourcePrefix } from '../../../src/composition/naming';
import { capitalised, type Name } from '../names';
import { ACCESS } from './access';
import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** Another projection of an aggregate, with a table, a query and a route of its own. */
export interface NewProjection {
  readonly name: Name;
  /** Whose folder and manifest it is in. */
  readonly owner: AggregateNames;
  /** Whose events it follows. */
  readonly source: AggregateNames;
  /** Types of all these events. */
  readonly events: readonly string[];
  /** The event that comes first, as source. */
  readonly first: string;
}

export function projectionFiles(projection: NewProjection): Files {
  const { owner, name } = projection;
  return {
    [`${owner.folder}/read/${name.kebab}.tables.ts`]: tables(projection),
    [`${owner.folder}/read/${name.kebab}.projection.ts`]: projectionClass(projection),
    [`${owner.folder}/read/${name.kebab}.projection.spec.ts`]: spec(projection),
    [`${owner.folder}/read/${name.kebab}.queries.ts`]: queries(projection),
    [`${owner.folder}/api/${name.kebab}.view.ts`]: view(projection),
    [`${owner.folder}/api/${name.kebab}.controller.ts`]: controller(projection),
    [`${owner.folder}/api/${name.kebab}.controller.spec.ts`]: controllerSpec(projection),
  };
}

function tables({ owner, source, name }: NewProjection): string {
  return `
import { table } from '../../../../eventsourcing/reading/table';

/** One row for each ${source.one.words}, of the same id and version. */
export interface ${name.pascal}Row {
  readonly id: string;
  readonly version: number;
}

export const ${name.camel}Table = table<${name.pascal}Row>()('${resourcePrefix(`${owner.context.kebab}/${name.kebab}`)}Table', { key: ['id'] });
`;
}

/** From the read or api folder of the owner to the events that are followed. */
function eventsModule({ owner, source }: NewProjection): string {
  const file = `domain/${source.one.kebab}.events`;
  if (owner.type === source.type) return `../${file}`;
  if (owner.context.kebab === source.context.kebab) return `../../${source.one.kebab}/${file}`;
  return `../../../${source.type}/${file}`;
}

function projectionClass(projection: NewProjection): string {
  const { owner, source, events, name } = projection;
  const { one } = source;
  const steps = events.map((type) => `    '${type}': (${one.camel}) => ${one.camel},`).join('\n');
  const [before, after] = [
    `import { ${one.camel}Events, type ${one.pascal}Event } from '${eventsModule(projection)}';`,
    `import { ${name.camel}Table, type ${name.pascal}Row } from './${name.kebab}.tables';`,
  ];
  return `
import type { Projection, ProjectionHandlers } from '../../../../eventsourcing/consuming/projection';
${before}
${after}

/** ${capitalised(name.words)}: follows ${source.many.words}. */
export class ${name.pascal}Projection implements Projection<${one.pascal}Event, ${name.pascal}Row, readonly []> {
  readonly name = '${owner.context.kebab}/${name.kebab}';
  readonly source = ${one.camel}Events;
  readonly table = ${name.camel}Table;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<${one.pascal}Event, ${name.pascal}Row> = {
${steps}
  };

  initial(id: string): ${name.pascal}Row {
    return { id, version: 0 };
  }
}
`;
}

function spec(projection: NewProjection): string {
  const { source, name, first } = projection;
  return `
import { projecting } from '../../../../../test/support/projecting';
import type { ${source.one.pascal}Event } from '${eventsModule(projection)}';
import { ${name.pascal}Projection } from './${name.kebab}.projection';
import { ${name.camel}Table } from './${name.kebab}.tables';

const first: ${source.one.pascal}Event = ${first};

describe('${name.pascal}Projection', () => {
  const projection = new ${name.pascal}Projection();

  it('has a row for each ${source.one.words}', () => {
    projecting(projection)
      .given('1', first)
      .given('2', first)
      .then(
        ${name.camel}Table,
        { ...projection.initial('1'), version: 1 },
        { ...projection.initial('2'), version: 1 },
      );
  });
});
`;
}

function queries({ owner, source, name }: NewProjection): string {
  return `
import { inject, injectable } from 'inversify';
import { readFresh, type Freshness } from '../../../../eventsourcing/reading/freshness';
import type { ReadTables } from '../../../../eventsourcing/reading/read-tables';
import { READ_TABLES } from '../../../../eventsourcing/tokens';
import { DomainError } from '../../../../kernel/domain-error';
import { ${name.camel}Table, type ${name.pascal}Row } from './${name.kebab}.tables';

@injectable()
export class ${name.pascal}Queries {
  constructor(@inject(READ_TABLES) private readonly tables: ReadTables) {}

  /** @throws DomainError not-found, timeout */
  async find(id: string, freshness: Freshness): Promise<${name.pascal}Row> {
    const row = await readFresh(() => this.tables.get(${name.camel}Table, { id }), freshness);
    if (!row) throw new DomainError('not-found', '${owner.context.kebab}/${name.kebab}/not-found', 'There is no ${source.one.words} with this id.');
    return row;
  }
}
`;
}

function view({ name }: NewProjection): string {
  return `
import { IsInt, Min } from 'class-validator';
import { Uuid, type Shape } from '../../../../http';
import type { ${name.pascal}Row } from '../read/${name.kebab}.tables';

export class ${name.pascal}View {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;
}

export function ${name.camel}View({ id, version }: ${name.pascal}Row): Shape<${name.pascal}View> {
  return { id, version };
}
`;
}

function controller({ owner, source, name }: NewProjection): string {
  return `
import { inject, injectable } from 'inversify';
import { Access, Answers, Controller, found, Get, Param, Query, ReadRequest, Refuses, type Answer } from '../../../../http';
import { ${name.pascal}Queries } from '../read/${name.kebab}.queries';
import { ${name.pascal}View, ${name.camel}View } from './${name.kebab}.view';

@Controller('/${name.kebab}')
@injectable()
export class ${name.pascal}Controller {
  constructor(@inject(${name.pascal}Queries) private readonly rows: ${name.pascal}Queries) {}

  @Get('/{id}', { id: 'find${name.pascal}', summary: 'Find the ${name.words} of ${source.a}' })
  ${ACCESS.read}
  @Answers(${name.pascal}View)
  @Refuses('not-found', '${owner.context.kebab}/${name.kebab}/not-found')
  async find(@Param('id') id: string, @Query(ReadRequest) request: ReadRequest): Promise<Answer> {
    const row = await this.rows.find(id, request);
    return found(${name.camel}View(row), row.version);
  }
}
`;
}

function controllerSpec({ owner, source, name, first }: NewProjection): string {
  const { context } = owner;
  const isForeign = context.kebab !== source.context.kebab;
  const shown = isForeign
    ? ''
    : `
  it('shows what was projected', async () => {
    const ${context.camel} = new MemoryContext(${context.camel}Module);
    await ${context.camel}.log.append(commitOf(\`${source.type}#\${id}\`, 1, ${first}));
    const answer = await ${context.camel}.send(\`GET \${path}\`, { caller: admin });
    expect(answer).toMatchObject({ status: 200, body: { id, version: 1 } });
  });
`;
  return `
${isForeign ? '' : "import { commitOf } from '../../../../../test/support/commit-of';"}
import { bearer, MemoryContext } from '../../../../../test/support/memory-context';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { ${context.camel}Module } from '../../${context.kebab}.module';

describe('GET /${name.kebab}/{id}', () => {
  const admin = bearer('somebody', 'admin');
  const id = uuidOf(1);
  const path = \`/${name.kebab}/\${id}\`;
${shown}
  it('says when there is nothing', async () => {
    const answer = await new MemoryContext(${context.camel}Module).send(\`GET \${path}\`, { caller: admin });
    expect(answer).toMatchObject({ status: 404, body: { code: '${context.kebab}/${name.kebab}/not-found' } });
  });
});
`;
}
