import type { AggregateNames } from './aggregate-names';

/** A command that changes an aggregate. */
export interface UseCase {
  /** `IssueInvoice` */
  readonly command: string;
  /** `billing/invoice/issue` */
  readonly type: string;
  /** What it does, as a sentence. */
  readonly does: string;
  /** The action of the aggregate. */
  readonly method: string;
  /** Whether it carries a name beside the id. */
  readonly hasName?: boolean;
}

/** A command and its handler. */
export function changeFile(
  { one, many }: Pick<AggregateNames, 'one' | 'many'>,
  { command, type, does, method, hasName = false }: UseCase,
): string {
  return `
${hasName ? "import { IsString, MaxLength } from 'class-validator';" : ''}
import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Command } from '../../../../kernel/command';
import { IsUuid } from '../../../../kernel/values';
import { ${one.pascal} } from '../domain/${one.kebab}';

/** ${does} */
export class ${command} extends Command {
  static readonly type = '${type}';

  @IsUuid()
  readonly id!: string;
${hasName ? '\n  @IsString()\n  @MaxLength(1000)\n  readonly name!: string;\n' : ''}}

@Handles(${command})
@injectable()
export class ${command}Handler extends ChangeHandler<${command}, ${one.pascal}> {
  constructor(@inject(repositoryOf(${one.pascal})) ${many.camel}: Repository<${one.pascal}>) {
    super(${many.camel});
  }

  protected decide(${one.camel}: ${one.pascal}${hasName ? `, { name }: ${command}` : ''}): void {
    ${one.camel}.${method}(${hasName ? 'name' : ''});
  }
}
`;
}
