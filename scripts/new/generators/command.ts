import ts from 'typescript';
import { classOf, isPrivate, lastMethod, listIn } from '../anchors';
import { controllerOf, eventsOf, firstEvent, knownAggregate } from '../known-aggregate';
import { checkName } from '../name-faults';
import { nameOf } from '../names';
import { eventOf } from '../past-tense';
import type { Project } from '../project';
import { Refusal } from '../refusal';
import { SourceText } from '../source-text';
import type { AggregateNames } from '../templates/aggregate-names';
import * as change from '../templates/change';
import { changeFile } from '../templates/use-case';
import { newEvent } from './event';

/** `command billing/invoice/issue`: a use case with its action, rule and route, and the event that it raises. */
export function newCommand(
  project: Project,
  [context, aggregate, command]: readonly [string, string, string],
  event = eventOf(command),
): void {
  checkName('command', command);
  const names = knownAggregate(project, context, aggregate);
  const type = `${names.type}/${event}`;
  const known = eventsOf(project, names).find((each) => each.type === type);
  if (known?.hasData)
    throw new Refusal(
      `${type} carries data, which a command has to bring; name another event with --event, or write the command by hand`,
    );
  if (!known) newEvent(project, [context, aggregate, event]);
  const made = changeOf(project, names, command, event);
  const { folder, one } = names;
  project.write(
    `${folder}/write/${made.useCase.kebab}.ts`,
    changeFile(names, {
      command: made.useCase.pascal,
      type: `${names.type}/${command}`,
      does: `${change.summary(made.command, names.a)}.`,
      method: made.command.camel,
    }),
  );
  project.write(`${folder}/domain/${one.kebab}.${command}.spec.ts`, change.domainSpec(made));
  project.write(`${folder}/api/${one.kebab}.controller.${command}.spec.ts`, change.routeSpec(made));
  addRule(project, made);
  addAction(project, made);
  addRoute(project, made);
  addHandler(project, made);
}

function changeOf(project: Project, names: AggregateNames, command: string, event: string): change.Change {
  const [verb = '', ...object] = command.split('-');
  const [participle = '', ...rest] = event.split('-').reverse();
  const of = rest.length > 0 ? nameOf(rest.reverse().join('-')) : names.one;
  const { path } = controllerOf(names);
  const controller = project.read(path);
  const first = firstEvent(project, names.type);
  return {
    names,
    command: nameOf(command),
    event: nameOf(event),
    useCase: nameOf([verb, names.one.kebab, ...object].join('-')),
    subject: of,
    participle,
    rule: `${of.pascal}CanBe${nameOf(participle).pascal}`,
    exists: existsField(project, names),
    first: JSON.stringify({ type: first.type, data: first.data }),
    basePath: found(path, controller, /@Controller\('([^']*)'\)/u, '@Controller of a path'),
    bus: found(
      path,
      controller,
      /@inject\(CommandBus\)\s+private readonly (\w+)/u,
      'command bus in its constructor',
    ),
  };
}

/** The field of the state that says whether there is such an aggregate, as its rules know it. */
function existsField(project: Project, { folder, one, type }: AggregateNames): string {
  const path = `${folder}/domain/${one.kebab}.rules.ts`;
  const rule = new RegExp(
    `refusal\\('not-found', '${type}/not-found'[^)]*\\),?\\s*\\)\\s*readonly (\\w+): boolean`,
    'u',
  );
  return found(path, project.read(path), rule, `rule that refuses with '${type}/not-found'`);
}

function found(path: string, text: string, pattern: RegExp, what: string): string {
  const [, part] = pattern.exec(text) ?? [];
  if (part !== undefined) return part;
  throw new Refusal(
    `${path} has no ${what}; write the command by hand, as in src/contexts/*/*/write. Nothing is written.`,
  );
}

function addRule(project: Project, made: change.Change): void {
  const path = `${made.names.folder}/domain/${made.names.one.kebab}.rules.ts`;
  const source = new SourceText(path, project.read(path));
  if (classOf(made.rule).find(source.file))
    throw new Refusal(`${path} has a class ${made.rule} already; choose another event with --event`);
  const { text } = source
    .append(change.ruleClass(made))
    .addImports('class-validator', 'Equals')
    .addImports('../../../../kernel/rules', 'refusal');
  project.edit(path, text);
}

function addAction(project: Project, made: change.Change): void {
  const { folder, one } = made.names;
  const path = `${folder}/domain/${one.kebab}.ts`;
  const source = new SourceText(path, project.read(path));
  const { members } = source.at(classOf(one.pascal), change.action(made));
  if (members.some((each) => each.name?.getText() === made.command.camel)) {
    throw new Refusal(`${path} has an action \`${made.command.camel}\` already; choose another name`);
  }
  const { text } = source
    .addAfter(
      lastMethod(one.pascal, 'action', (method) => !isPrivate(method)),
      change.action(made),
    )
    .addImports(`./${one.kebab}.rules`, made.rule)
    .addImports('../../../../kernel/rules', 'check');
  project.edit(path, text);
}

const WRITES = /^(?:Post|Put|Patch|Delete)$/u;

function addRoute(project: Project, made: change.Change): void {
  const { path, name } = controllerOf(made.names);
  const isWrite = (method: ts.MethodDeclaration): boolean =>
    ts
      .getDecorators(method)
      ?.some(
        ({ expression }) => ts.isCallExpression(expression) && WRITES.test(expression.expression.getText()),
      ) ?? false;
  const { text } = new SourceText(path, project.read(path))
    .addAfter(lastMethod(name, 'route that writes', isWrite), change.route(made))
    .addImports(
      '../../../../http',
      'accepted',
      'Accepted',
      'Access',
      'Answers',
      'Command',
      'Param',
      'Put',
      'Refuses',
      'type Answer',
    )
    .addImports('../../../../eventsourcing/writing/command-context', 'type CommandContext')
    .addImports(`../write/${made.useCase.kebab}`, made.useCase.pascal);
  project.edit(path, text);
}

function addHandler(project: Project, { names: { folder, one }, useCase }: change.Change): void {
  const path = `${folder}/${one.kebab}.module.ts`;
  const { text } = new SourceText(path, project.read(path))
    .addElement(listIn('handlers'), `${useCase.pascal}Handler`)
    .addImports(`./write/${useCase.kebab}`, `${useCase.pascal}Handler`);
  project.edit(path, text);
}
