import { listIn } from '../anchors';
import { aggregatesIn, contextsIn } from '../known-aggregate';
import { checkName } from '../name-faults';
import type { Project } from '../project';
import { Refusal } from '../refusal';
import { SourceText } from '../source-text';
import { aggregateNames } from '../templates/aggregate-names';
import { specFiles } from '../templates/aggregate-specs';
import { apiFiles } from '../templates/api';
import { controllerFiles } from '../templates/controller';
import { corpusFiles } from '../templates/corpus';
import { domainFiles } from '../templates/domain';
import { manifestFiles } from '../templates/manifest';
import { readFiles } from '../templates/read';
import { writeFiles } from '../templates/write';
import { newContext } from './context';

/** `aggregate billing/invoice`: the aggregate, complete, and its context when there is none. */
export function newAggregate(
  project: Project,
  [context, aggregate]: readonly [string, string],
  plural?: string,
): void {
  checkName('context', context);
  checkName('aggregate', aggregate);
  if (aggregate === 'processes')
    throw new Refusal(`src/contexts/${context}/processes is where processes are; choose another name`);
  if (plural !== undefined) checkName('plural', plural);
  const names = aggregateNames(context, aggregate, plural);
  if (names.one.kebab === names.many.kebab) {
    throw new Refusal(
      `one ${aggregate} and many are called alike; say what many are called: --plural ${aggregate}-list`,
    );
  }
  if (aggregatesIn(project, context).includes(aggregate))
    throw new Refusal(`there is an aggregate ${names.type} already`);
  if (!contextsIn(project).includes(context)) newContext(project, context);
  const files = {
    ...manifestFiles(names),
    ...domainFiles(names),
    ...writeFiles(names),
    ...readFiles(names),
    ...apiFiles(names),
    ...controllerFiles(names),
    ...specFiles(names),
    ...corpusFiles(names),
  };
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  const manifest = `src/contexts/${context}/${context}.module.ts`;
  const { text } = new SourceText(manifest, project.read(manifest))
    .addElement(listIn('aggregates'), `${names.one.camel}Module`)
    .addImports(`./${aggregate}/${aggregate}.module`, `${names.one.camel}Module`);
  project.edit(manifest, text);
}
