import type { AggregateNames } from './aggregate-names';
import { changeFile } from './use-case';
import type { Files } from './files';

/** The use cases of a new aggregate. */
export function writeFiles(names: AggregateNames): Files {
  const { folder, one, a } = names;
  return {
    [`${folder}/write/create-${one.kebab}.ts`]: create(names),
    [`${folder}/write/rename-${one.kebab}.ts`]: changeFile(names, {
      command: `Rename${one.pascal}`,
      type: `${names.type}/rename`,
      does: `Gives ${a} another name.`,
      method: 'rename',
      hasName: true,
    }),
  };
}

function create({ one, many, type, a }: AggregateNames): string {
  return `
import { IsString, MaxLength } from 'class-validator';
import { inject, injectable } from 'inversify';
import { CreateHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { ${one.pascal} } from '../domain/${one.kebab}';

/** Makes ${a}, under an id that the client has chosen. */
export class Create${one.pascal} extends Command {
  static readonly type = '${type}/create';

  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(1000)
  readonly name!: string;
}

@Handles(Create${one.pascal})
@injectable()
export class Create${one.pascal}Handler extends CreateHandler<Create${one.pascal}, ${one.pascal}> {
  constructor(@inject(repositoryOf(${one.pascal})) ${many.camel}: Repository<${one.pascal}>) {
    super(${many.camel});
  }

  protected decide(${one.camel}: ${one.pascal}, { name }: Create${one.pascal}): void {
    ${one.camel}.create(name);
  }
}
`;
}
