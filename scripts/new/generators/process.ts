import ts from 'typescript';
import { argumentOf, classOf, listIn } from '../anchors';
import { aggregatesIn, contextsIn, eventsOf, knownAggregate, storedHistories } from '../known-aggregate';
import { checkName } from '../name-faults';
import { nameOf } from '../names';
import type { Project } from '../project';
import { Refusal } from '../refusal';
import { SourceText } from '../source-text';
import { processFiles } from '../templates/process';

/** What a process reacts to and with, where its name does not say it. */
export interface ProcessOptions {
  /** `billing/invoice/issued` */
  readonly on?: string | undefined;
  /** `billing/account/rename` */
  readonly sends?: string | undefined;
}

/** `process billing/rename-account-when-invoice-renamed`: reacts to an event with a command of the context. */
export function newProcess(
  project: Project,
  [context, process]: readonly [string, string],
  { on, sends }: ProcessOptions,
): void {
  checkName('process', process);
  if (!contextsIn(project).includes(context))
    throw new Refusal(`there is no context ${context}; make it with npm run new -- context ${context}`);
  const [does = '', happens] = process.split('-when-');
  const event = on ?? eventNamed(project, context, happens);
  if (event === undefined)
    throw new Refusal(
      `the name does not say what ${process} reacts to; call it <what it does>-when-<aggregate>-<event>, or say --on ${context}/<aggregate>/<event>`,
    );
  const command = commandIn(project, context, sends, does);
  const [sourceContext = '', sourceAggregate = ''] = event.split('/');
  const source = knownAggregate(project, sourceContext, sourceAggregate);
  if (!eventsOf(project, source).some(({ type }) => type === event))
    throw new Refusal(`there is no event ${event}; make it with npm run new -- event ${event}`);
  const data = storedData(project, source.type, event);
  const fields = command.fields.filter((field) => field !== 'id');
  const missing = fields.filter((field) => !Object.hasOwn(data, field));
  if (missing.length > 0) {
    throw new Refusal(
      `${command.name} carries ${missing.join(', ')}, which ${event} does not have; name another command with --sends, or write the process by hand (README: Add a process)`,
    );
  }
  const name = nameOf(process);
  const files = processFiles({
    context: nameOf(context),
    name,
    source,
    event,
    fields,
    command,
    happened: JSON.stringify({ type: event, data }),
    values: fields.map((field) => `${field}: ${JSON.stringify(data[field])}`),
  });
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  const manifest = `src/contexts/${context}/${context}.module.ts`;
  const text = new SourceText(manifest, project.read(manifest)).addImports(
    `./processes/${process}.process`,
    name.pascal,
  );
  const list = listIn('processes');
  const listed = list.find(text.file)
    ? text.addElement(list, name.pascal)
    : text.addProperty(argumentOf('contextModule'), `processes: [${name.pascal}]`);
  project.edit(manifest, listed.text);
}

/** `billing/invoice/issued` of `invoice-issued`. */
function eventNamed(project: Project, context: string, happens: string | undefined): string | undefined {
  if (happens === undefined) return undefined;
  const [aggregate] = aggregatesIn(project, context)
    .filter((each) => happens.startsWith(`${each}-`))
    .sort((a, b) => b.length - a.length);
  return aggregate && `${context}/${aggregate}/${happens.slice(aggregate.length + 1)}`;
}

interface Sent {
  readonly name: string;
  readonly file: string;
  readonly fields: readonly string[];
}

/** The command by its type, or by the file that is called as what the process does. */
function commandIn(project: Project, context: string, type: string | undefined, does: string): Sent {
  const folder = `src/contexts/${context}`;
  for (const path of project.sources(folder).filter((each) => each.includes('/write/'))) {
    const text = project.read(path);
    const isIt =
      type === undefined
        ? path.endsWith(`/write/${does}.ts`)
        : text.includes(`static readonly type = '${type}';`);
    const [, name] = /export class (\w+) extends Command/u.exec(text) ?? [];
    if (!isIt || name === undefined) continue;
    const members =
      classOf(name).find(new SourceText(path, text).file)?.members.filter(ts.isPropertyDeclaration) ?? [];
    const fields = members.filter((each) => !each.initializer).map((each) => each.name.getText());
    return { name, file: path.slice(folder.length + 1, -'.ts'.length), fields };
  }
  const wanted = type ?? `in src/contexts/${context}/*/write/${does}.ts`;
  throw new Refusal(
    `there is no command ${wanted}; name one of ${context} with --sends ${context}/<aggregate>/<command>`,
  );
}

/** What an event has carried, as the corpus knows it. */
function storedData(project: Project, type: string, event: string): Readonly<Record<string, unknown>> {
  const stored = storedHistories(project, type)
    .flat()
    .flatMap(({ events }) => events);
  const found = stored.find((each) => each.type === event);
  if (found) return { ...found.data };
  throw new Refusal(`test/corpus/${type} has no ${event}; add a history with it first`);
}
