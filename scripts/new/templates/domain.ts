import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** What happens to an aggregate that is created under a name and may be renamed: events, state, rules and actions. */
export function domainFiles(names: AggregateNames): Files {
  const { folder, one } = names;
  return {
    [`${folder}/domain/${one.kebab}.events.ts`]: events(names),
    [`${folder}/domain/${one.kebab}.state.ts`]: state(names),
    [`${folder}/domain/${one.kebab}.rules.ts`]: rules(names),
    [`${folder}/domain/${one.kebab}.ts`]: aggregate(names),
  };
}

function events({ one, type }: AggregateNames): string {
  return `
import type { DomainEvent } from '../../../../kernel/domain-event';
import { eventSource } from '../../../../kernel/event-source';

export type ${one.pascal}Event =
  DomainEvent<'${type}/created', { name: string }> | DomainEvent<'${type}/renamed', { name: string }>;

export const ${one.camel}Events = eventSource<${one.pascal}Event>({
  type: '${type}',
  views: {
    '${type}/created': ({ name }) => ({ name }),
    '${type}/renamed': ({ name }) => ({ name }),
  },
});
`;
}

function state({ one, type }: AggregateNames): string {
  return `
import type { Fold } from '../../../../kernel/fold';
import type { ${one.pascal}Event } from './${one.kebab}.events';

export interface ${one.pascal}State {
  readonly created: boolean;
  readonly name: string;
}

export const ${one.camel}Fold: Fold<${one.pascal}State, ${one.pascal}Event> = {
  initial: { created: false, name: '' },
  apply: {
    '${type}/created': (${one.camel}, { name }) => ({ ...${one.camel}, created: true, name }),
    '${type}/renamed': (${one.camel}, { name }) => ({ ...${one.camel}, name }),
  },
};
`;
}

function rules({ one, type, a }: AggregateNames): string {
  return `
import { Equals } from 'class-validator';
import { refusal } from '../../../../kernel/rules';
import type { ${one.pascal}State } from './${one.kebab}.state';

export class ${one.pascal}IsNew {
  @Equals(false, refusal('conflict', '${type}/already-created', '${a.charAt(0).toUpperCase()}${a.slice(1)} with this id exists.'))
  readonly created: boolean;

  constructor(${one.camel}: ${one.pascal}State) {
    this.created = ${one.camel}.created;
  }
}

export class ${one.pascal}Exists {
  @Equals(true, refusal('not-found', '${type}/not-found', 'There is no ${one.words} with this id.'))
  readonly created: boolean;

  constructor(${one.camel}: ${one.pascal}State) {
    this.created = ${one.camel}.created;
  }
}
`;
}

function aggregate({ one, type, a }: AggregateNames): string {
  return `
import { AggregateRoot } from '../../../../kernel/aggregate-root';
import { check } from '../../../../kernel/rules';
import { PlainName, values } from '../../../../kernel/values';
import { ${one.camel}Events, type ${one.pascal}Event } from './${one.kebab}.events';
import { ${one.pascal}Exists, ${one.pascal}IsNew } from './${one.kebab}.rules';
import { ${one.camel}Fold, type ${one.pascal}State } from './${one.kebab}.state';

/** ${a.charAt(0).toUpperCase()}${a.slice(1)}, and what it is called. */
export class ${one.pascal} extends AggregateRoot<${one.pascal}State, ${one.pascal}Event> {
  static readonly type = ${one.camel}Events.type;

  constructor(id: string) {
    super(id, ${one.camel}Fold);
  }

  create(rawName: string): void {
    check(new ${one.pascal}IsNew(this.state));
    const { name } = values('${type}/name-invalid', { name: [PlainName, rawName] });
    this.apply('${type}/created', { name: name.text });
  }

  rename(rawName: string): void {
    check(new ${one.pascal}Exists(this.state));
    const { name } = values('${type}/name-invalid', { name: [PlainName, rawName] });
    this.apply('${type}/renamed', { name: name.text });
  }
}
`;
}
