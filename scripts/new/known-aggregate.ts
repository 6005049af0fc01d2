import ts from 'typescript';
import type { Commit } from '../../src/eventsourcing/log/commit';
import { CORPUS_FOLDER } from '../corpus/corpus-file';
import { typeOf } from './anchors';
import type { Project } from './project';
import { Refusal } from './refusal';
import { SourceText } from './source-text';
import { aggregateNames, type AggregateNames } from './templates/aggregate-names';

/** An event as its aggregate's union has it. */
export interface KnownEvent {
  /** `billing/invoice/issued` */
  readonly type: string;
  readonly hasData: boolean;
}

/** Folders of the contexts, by name. */
export function contextsIn(project: Project): string[] {
  const paths = project.sources('src/contexts').map((path) => path.split('/'));
  return [
    ...new Set(
      paths.flatMap(([, , context = '', file = '']) => (file === `${context}.module.ts` ? [context] : [])),
    ),
  ];
}

/** Folders of a context's aggregates, by name. */
export function aggregatesIn(project: Project, context: string): string[] {
  const paths = project.sources(`src/contexts/${context}`).map((path) => path.split('/'));
  return [
    ...new Set(
      paths.flatMap(([, , , aggregate = '', file = '']) =>
        file === `${aggregate}.module.ts` ? [aggregate] : [],
      ),
    ),
  ];
}

/** @throws Refusal when there is no such aggregate, with what to run first */
export function knownAggregate(project: Project, context: string, aggregate: string): AggregateNames {
  if (!contextsIn(project).includes(context)) {
    throw new Refusal(
      `there is no context ${context}; make it with npm run new -- aggregate ${context}/${aggregate}`,
    );
  }
  const known = aggregatesIn(project, context);
  if (!known.includes(aggregate)) {
    const those = known.length > 0 ? ` (there is ${known.join(', ')})` : '';
    throw new Refusal(
      `${context} has no aggregate ${aggregate}${those}; make it with npm run new -- aggregate ${context}/${aggregate}`,
    );
  }
  return aggregateNames(context, aggregate);
}

/** The events of an aggregate, as the union in its `*.events.ts` names them. */
export function eventsOf(project: Project, { folder, one }: AggregateNames): KnownEvent[] {
  const path = `${folder}/domain/${one.kebab}.events.ts`;
  const source = new SourceText(path, project.read(path));
  const union = source.at(typeOf(`${one.pascal}Event`), `DomainEvent<'...', {...}>`);
  const members = ts.isUnionTypeNode(union) ? union.types : [union];
  return members.flatMap((member) => {
    if (!ts.isTypeReferenceNode(member)) return [];
    const [type, data] = member.typeArguments ?? [];
    if (!type || !ts.isLiteralTypeNode(type) || !ts.isStringLiteral(type.literal)) return [];
    return [{ type: type.literal.text, hasData: data?.getText() !== 'Record<string, never>' }];
  });
}

/** Commits of a stream as the corpus keeps them, in the order of the files. */
export function storedHistories(project: Project, type: string): (readonly Commit[])[] {
  return project
    .filesIn(`${CORPUS_FOLDER}/${type}`)
    .filter((path) => path.endsWith('.json'))
    .map((path) => (JSON.parse(project.read(path)) as { commits: readonly Commit[] }).commits);
}

/** The event that begins streams, with data that were stored. @throws Refusal when no history is stored */
export function firstEvent(project: Project, type: string): Commit['events'][number] {
  const first = storedHistories(project, type).flatMap(([commit]) => commit?.events[0] ?? [])[0];
  if (first) return first;
  throw new Refusal(
    `${CORPUS_FOLDER}/${type} has no stored history to begin with; add one with the event that comes first`,
  );
}

/** The name under which the manifest of a context or an aggregate lists things: by its folder. */
export function controllerOf({ folder, one }: AggregateNames): {
  readonly path: string;
  readonly name: string;
} {
  return { path: `${folder}/api/${one.kebab}.controller.ts`, name: `${one.pascal}Controller` };
}
