import type { Name } from '../names';
import { capitalised } from '../names';
import type { AggregateNames } from './aggregate-names';
import { ACCESS } from './access';

/** A change of an aggregate that carries nothing but its id: a command and the event that it raises. */
export interface Change {
  readonly names: AggregateNames;
  /** `issue` */
  readonly command: Name;
  /** `issued` */
  readonly event: Name;
  /** `IssueInvoice` */
  readonly useCase: Name;
  /** What it is done to: `invoice` of `issued`, `line` of `line-added`. */
  readonly subject: Name;
  /** `issued`, `added` */
  readonly participle: string;
  /** `InvoiceCanBeIssued` */
  readonly rule: string;
  /** Field of the state that says whether the aggregate exists. */
  readonly exists: string;
  /** What the event that comes first is, as source. */
  readonly first: string;
  /** Path of the controller's routes: `/invoices`. */
  readonly basePath: string;
  /** Property of the controller that is the command bus. */
  readonly bus: string;
}

export function ruleClass({
  names: { one, type },
  event,
  rule,
  exists,
  subject,
  participle,
}: Change): string {
  return `
export class ${rule} {
  @Equals(true, refusal('not-found', '${type}/not-found', 'There is no ${one.words} with this id.'))
  readonly ${exists}: boolean;

  @Equals(false, refusal('rule', '${type}/already-${event.kebab}', 'The ${subject.words} is ${participle} already.'))
  readonly ${event.camel}: boolean;

  constructor(${one.camel}: ${one.pascal}State) {
    this.${exists} = ${one.camel}.${exists};
    this.${event.camel} = ${one.camel}.${event.camel};
  }
}
`;
}

export function action({ names: { type }, command, event, rule }: Change): string {
  return `  ${command.camel}(): void {
    check(new ${rule}(this.state));
    this.apply('${type}/${event.kebab}', {});
  }`;
}

export function route({ names: { type, a }, command, event, useCase, bus }: Change): string {
  return `  @Put('/{id}/${command.kebab}', { id: '${useCase.camel}', summary: '${summary(command, a)}' })
  ${ACCESS.write}
  @Answers(Accepted)
  @Refuses('not-found', '${type}/not-found')
  @Refuses('rule', '${type}/already-${event.kebab}')
  async ${command.camel}(@Param('id') id: string, @Command() context: CommandContext): Promise<Answer> {
    return accepted(await this.${bus}.execute(${useCase.pascal}.of({ id }), context));
  }`;
}

/** `Issue an invoice`, `Add line of an invoice` */
export function summary({ words }: Name, a: string): string {
  return words.includes(' ') ? `${capitalised(words)} of ${a}` : `${capitalised(words)} ${a}`;
}

export function domainSpec({ names: { one, type }, command, event, first }: Change): string {
  return `
import { given } from '../../../../../test/support/given';
import { ${one.pascal} } from './${one.kebab}';
import type { ${one.pascal}Event } from './${one.kebab}.events';

const first: ${one.pascal}Event = ${first};
const ${event.camel}: ${one.pascal}Event = { type: '${type}/${event.kebab}', data: {} };

describe('${one.pascal}: ${command.words}', () => {
  const ${command.camel} = (${one.camel}: ${one.pascal}): void => {
    ${one.camel}.${command.camel}();
  };

  it('happens once', () => {
    given(${one.pascal}, first).when(${command.camel}).then(${event.camel});
    given(${one.pascal}, first, ${event.camel}).when(${command.camel}).refused('rule', '${type}/already-${event.kebab}');
  });

  it('needs the ${one.words}', () => {
    given(${one.pascal}).when(${command.camel}).refused('not-found', '${type}/not-found');
  });
});
`;
}

export function routeSpec({ names: { context, a, type }, command, first, basePath }: Change): string {
  const path = `${basePath}/\${id}/${command.kebab}`;
  return `
import { commitOf } from '../../../../../test/support/commit-of';
import { bearer, MemoryContext } from '../../../../../test/support/memory-context';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { ${context.camel}Module } from '../../${context.kebab}.module';

describe('PUT ${basePath}/{id}/${command.kebab}', () => {
  const admin = bearer('somebody', 'admin');
  const id = uuidOf(1);

  it('is accepted for ${a} that exists', async () => {
    const ${context.camel} = new MemoryContext(${context.camel}Module);
    await ${context.camel}.log.append(commitOf(\`${type}#\${id}\`, 1, ${first}));
    const answer = await ${context.camel}.send(\`PUT ${path}\`, { caller: admin });
    expect(answer).toMatchObject({ status: 202, body: { id, version: 2 } });
  });

  it('is refused for one that does not', async () => {
    const answer = await new MemoryContext(${context.camel}Module).send(\`PUT ${path}\`, { caller: admin });
    expect(answer).toMatchObject({ status: 404, body: { code: '${type}/not-found' } });
  });
});
`;
}
