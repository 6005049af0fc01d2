import ts from 'typescript';
import { argumentOf, interfaceOf, objectIn, objectOf, typeOf } from '../anchors';
import { CORPUS_FOLDER } from '../../corpus/corpus-file';
import { eventsOf, firstEvent, knownAggregate } from '../known-aggregate';
import { checkName } from '../name-faults';
import { nameOf, type Name } from '../names';
import type { Project } from '../project';
import { Refusal } from '../refusal';
import { SourceText } from '../source-text';
import type { AggregateNames } from '../templates/aggregate-names';
import { historyOf } from '../templates/corpus';

/** `event billing/invoice/issued`: an event without data, in all that has to know it, and a field of the state that it sets. */
export function newEvent(
  project: Project,
  [context, aggregate, event]: readonly [string, string, string],
): void {
  checkName('event', event);
  const names = knownAggregate(project, context, aggregate);
  const type = `${names.type}/${event}`;
  if (eventsOf(project, names).some((each) => each.type === type))
    throw new Refusal(`there is an event ${type} already`);
  const first = firstEvent(project, names.type);
  addToSource(project, names, type);
  addToState(project, names, nameOf(event));
  addToView(project, names, type);
  addToReaders(project, names, type);
  project.write(`${CORPUS_FOLDER}/${type}.json`, historyOf(names.type, [first, { type, data: {} }]));
}

function addToSource(project: Project, { folder, one }: AggregateNames, type: string): void {
  const path = `${folder}/domain/${one.kebab}.events.ts`;
  const { text } = new SourceText(path, project.read(path))
    .addAlternative(typeOf(`${one.pascal}Event`), `DomainEvent<'${type}', Record<string, never>>`)
    .addProperty(objectIn(`${one.camel}Events`, 'views'), `'${type}': () => ({})`);
  project.edit(path, text);
}

/** The state has another shape from then on, so snapshots of the old one must be passed over. */
function addToState(project: Project, { folder, one, type }: AggregateNames, event: Name): void {
  const path = `${folder}/domain/${one.kebab}.state.ts`;
  const source = new SourceText(path, project.read(path));
  const state = interfaceOf(`${one.pascal}State`);
  const member = `readonly ${event.camel}: boolean;`;
  const { members } = source.at(state, member);
  if (members.some((each) => each.name?.getText() === event.camel)) {
    throw new Refusal(
      `${path} has a field \`${event.camel}\` already, which the event would set; write the event by hand or choose another name`,
    );
  }
  const fold = `${one.camel}Fold`;
  const { text } = raised(source, fold)
    .addMember(state, member)
    .addProperty(objectIn(fold, 'initial'), `${event.camel}: false`)
    .addProperty(
      objectIn(fold, 'apply'),
      `'${type}/${event.kebab}': (${one.camel}) => ({ ...${one.camel}, ${event.camel}: true })`,
    );
  project.edit(path, text);
}

/** With the next revision: 2 where there was none. */
function raised(source: SourceText, fold: string): SourceText {
  const anchor = objectOf(fold);
  const { properties } = source.at(anchor, 'revision: 2');
  const revision = properties
    .filter(ts.isPropertyAssignment)
    .find(({ name }) => name.getText() === 'revision');
  if (!revision) {
    const [initial] = properties;
    if (!initial) return source.addProperty(anchor, 'revision: 2');
    return source.replace({ name: 'fold', find: () => initial }, `revision: 2,\n${initial.getText()}`);
  }
  const next = Number(revision.initializer.getText()) + 1;
  if (Number.isNaN(next))
    throw new Refusal(`${source.path}: the revision of \`${fold}\` is no number; add the event by hand`);
  return source.replace({ name: 'revision', find: () => revision }, `revision: ${next}`);
}

function addToView(project: Project, { folder, one }: AggregateNames, type: string): void {
  const path = `${folder}/api/${one.kebab}-events.view.ts`;
  const { text } = new SourceText(path, project.read(path))
    .addProperty(argumentOf('EventsOf', 1), `'${type}': NoData`)
    .addImports('../../../../http', 'NoData');
  project.edit(path, text);
}

/** Whoever follows or folds the events elsewhere needs a step as well: projections, and enrichers of others. */
function addToReaders(project: Project, { one, folder }: AggregateNames, type: string): void {
  const step = `'${type}': (${one.camel}) => ${one.camel}`;
  const handlers = new RegExp(`ProjectionHandlers<\\s*${one.pascal}Event\\b`, 'u');
  const fold = new RegExp(`const (\\w+): Fold<[^=]*\\b${one.pascal}Event\\s*>`, 'u');
  const state = `${folder}/domain/${one.kebab}.state.ts`;
  for (const path of project.sources('src/contexts').filter((each) => each !== state)) {
    const source = new SourceText(path, project.read(path));
    if (!path.startsWith(`${folder}/`) && !source.text.includes(`/${one.kebab}.events'`)) continue;
    if (handlers.test(source.text)) {
      const owner = /class (\w+)/u.exec(source.text)?.[1] ?? '';
      project.edit(path, source.addProperty(objectIn(owner, 'on'), step).text);
    }
    const [, constant] = fold.exec(source.text) ?? [];
    if (constant !== undefined)
      project.edit(path, source.addProperty(objectIn(constant, 'apply'), step).text);
  }
}
