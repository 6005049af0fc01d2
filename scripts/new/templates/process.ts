import type { Name } from '../names';
import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** A process that reacts to one event with one command. */
export interface NewProcess {
  readonly context: Name;
  readonly name: Name;
  /** Whose event it reacts to. */
  readonly source: AggregateNames;
  /** `billing/invoice/issued` */
  readonly event: string;
  /** The event with data, as source. */
  readonly happened: string;
  /** Fields of the event that the command carries. */
  readonly fields: readonly string[];
  /** Where they were in a stored event, as source: `name: 'First'`. */
  readonly values: readonly string[];
  readonly command: {
    /** `RenameAccount` */
    readonly name: string;
    /** From the context's folder on: `account/write/rename-account`. */
    readonly file: string;
  };
}

export function processFiles(process: NewProcess): Files {
  const path = `src/contexts/${process.context.kebab}/processes/${process.name.kebab}.process`;
  return { [`${path}.ts`]: processClass(process), [`${path}.spec.ts`]: spec(process) };
}

function eventsModule({ context, source }: NewProcess): string {
  const isForeign = context.kebab !== source.context.kebab;
  return `../${isForeign ? `../${source.context.kebab}/` : ''}${source.one.kebab}/domain/${source.one.kebab}.events`;
}

function processClass(process: NewProcess): string {
  const { context, name, source, event, fields, command } = process;
  const { one } = source;
  const taken = fields.length > 0 ? `{ id, data: { ${fields.join(', ')} } }` : '{ id }';
  const data = ['id', ...fields].join(', ');
  return `
import type { Process, ProcessHandlers, ProcessReactions } from '../../../eventsourcing/consuming/process';
import { ${one.camel}Events, type ${one.pascal}Event } from '${eventsModule(process)}';
import { ${command.name} } from '../${command.file}';

/** Reacts to each \`${event}\` with ${command.name}, of the same id. */
export class ${name.pascal} implements Process<${one.pascal}Event> {
  readonly name = '${context.kebab}/${name.kebab}';
  readonly follows = [${one.camel}Events];
  readonly sends = [${command.name}];

  readonly on: ProcessHandlers<${one.pascal}Event> = {};

  readonly react: ProcessReactions<${one.pascal}Event> = {
    '${event}': (${taken}) => [${command.name}.of({ ${data} })],
  };
}
`;
}

function spec(process: NewProcess): string {
  const { name, source, event, happened, values, command } = process;
  return `
import { processing } from '../../../../test/support/processing';
import { uuidOf } from '../../../../test/support/uuid-of';
import type { ${source.one.pascal}Event } from '${eventsModule(process)}';
import { ${command.name} } from '../${command.file}';
import { ${name.pascal} } from './${name.kebab}.process';

const happened: ${source.one.pascal}Event = ${happened};

describe('${name.pascal}', () => {
  const id = uuidOf(1);

  it('sends ${command.name} for each ${event}', async () => {
    await processing(new ${name.pascal}())
      .when(id, happened)
      .then(${command.name}.of({ ${['id', ...values].join(', ')} }));
  });
});
`;
}
