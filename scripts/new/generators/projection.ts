import { listIn } from '../anchors';
import { aggregatesIn, eventsOf, firstEvent, knownAggregate } from '../known-aggregate';
import { checkName } from '../name-faults';
import { nameOf } from '../names';
import type { Project } from '../project';
import { Refusal } from '../refusal';
import { SourceText } from '../source-text';
import { projectionFiles } from '../templates/projection';

/**
 * `projection billing/invoice-totals`: a read table of its own with what fills it and what asks it. It belongs to the
 * aggregate whose name begins its own, and follows that one's events, or another's.
 *
 * @param follows `billing/invoice`
 */
export function newProjection(
  project: Project,
  [context, projection]: readonly [string, string],
  follows?: string,
): void {
  checkName('projection', projection);
  const known = aggregatesIn(project, context);
  const [owner] = known
    .filter((each) => projection.startsWith(`${each}-`))
    .sort((a, b) => b.length - a.length);
  if (owner === undefined) {
    const those = known.length > 0 ? known.join(', ') : 'none yet';
    throw new Refusal(
      `begin the name with that of an aggregate of ${context} (${those}), in whose folder it is written: ${context}/${known[0] ?? 'invoice'}-${projection}`,
    );
  }
  const [sourceContext = '', sourceAggregate = ''] = (follows ?? `${context}/${owner}`).split('/');
  const names = knownAggregate(project, context, owner);
  const source = knownAggregate(project, sourceContext, sourceAggregate);
  const first = firstEvent(project, source.type);
  const name = nameOf(projection);
  const made = {
    name,
    owner: names,
    source,
    events: eventsOf(project, source).map(({ type }) => type),
    first: JSON.stringify({ type: first.type, data: first.data }),
  };
  for (const [path, text] of Object.entries(projectionFiles(made))) project.write(path, text);
  const manifest = `${names.folder}/${owner}.module.ts`;
  const { text } = new SourceText(manifest, project.read(manifest))
    .addElement(listIn('controllers'), `${name.pascal}Controller`)
    .addElement(listIn('providers'), `${name.pascal}Queries`)
    .addElement(listIn('projections'), `${name.pascal}Projection`)
    .addElement(listIn('reads'), `reads(${name.camel}Table, 'get')`)
    .addImports(`./api/${projection}.controller`, `${name.pascal}Controller`)
    .addImports(`./read/${projection}.projection`, `${name.pascal}Projection`)
    .addImports(`./read/${projection}.queries`, `${name.pascal}Queries`)
    .addImports(`./read/${projection}.tables`, `${name.camel}Table`);
  project.edit(manifest, text);
}
