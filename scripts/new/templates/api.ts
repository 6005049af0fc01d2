import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** Requests and views of a new aggregate. */
export function apiFiles(names: AggregateNames): Files {
  const { folder, one, many } = names;
  return {
    [`${folder}/api/create-${one.kebab}.request.ts`]: createRequest(names),
    [`${folder}/api/rename-${one.kebab}.request.ts`]: renameRequest(names),
    [`${folder}/api/list-${many.kebab}.request.ts`]: listRequest(names),
    [`${folder}/api/${one.kebab}.view.ts`]: view(names),
    [`${folder}/api/${one.kebab}-events.view.ts`]: eventsView(names),
  };
}

const NAME = `
  @Describe('1 to 100 characters of any script.', 'First')
  @IsString()
  @MaxLength(1000)
  readonly name!: string;
`;

function createRequest({ one }: AggregateNames): string {
  return `
import { IsString, MaxLength } from 'class-validator';
import { Describe, Uuid } from '../../../../http';

export class Create${one.pascal}Request {
  @Describe('Chosen by the client, so that a lost answer can be asked for again.')
  @Uuid()
  readonly id!: string;
${NAME}}
`;
}

function renameRequest({ one }: AggregateNames): string {
  return `
import { IsString, MaxLength } from 'class-validator';
import { Describe } from '../../../../http';

export class Rename${one.pascal}Request {${NAME}}
`;
}

function listRequest({ one, many }: AggregateNames): string {
  return `
import { IsIn } from 'class-validator';
import { Contains, Describe, ListRequest, type ContainsFilter } from '../../../../http';
import type { ${one.pascal}Order } from '../read/${one.kebab}.tables';

export class List${many.pascal}Request extends ListRequest {
  @Describe('What the list is sorted by, whatever the case.')
  @IsIn(['name'] satisfies ${one.pascal}Order[])
  readonly sort: ${one.pascal}Order = 'name';

  @Contains('name')
  readonly contains?: ContainsFilter<'name'>;
}
`;
}

function view({ one }: AggregateNames): string {
  return `
import { IsInt, IsString, Min } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { ${one.pascal}Row } from '../read/${one.kebab}.tables';

export class ${one.pascal}View {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('1 to 100 characters of any script.', 'First')
  @IsString()
  readonly name!: string;
}

export function ${one.camel}View({ id, version, name }: ${one.pascal}Row): Shape<${one.pascal}View> {
  return { id, version, name };
}
`;
}

function eventsView({ one, type }: AggregateNames): string {
  return `
import { IsString } from 'class-validator';
import { Describe, EventsOf } from '../../../../http';
import { ${one.camel}Events } from '../domain/${one.kebab}.events';

class ${one.pascal}Named {
  @Describe('1 to 100 characters of any script.', 'First')
  @IsString()
  readonly name!: string;
}

export const ${one.camel}EventPage = EventsOf(${one.camel}Events, {
  '${type}/created': ${one.pascal}Named,
  '${type}/renamed': ${one.pascal}Named,
});
`;
}
