import { listOf } from '../anchors';
import { checkName } from '../name-faults';
import { nameOf } from '../names';
import type { Project } from '../project';
import { Refusal } from '../refusal';
import { SourceText } from '../source-text';
import { contextFiles } from '../templates/context';
import { contextsIn } from '../known-aggregate';

const CONTEXTS = 'src/composition/modules.ts';

/** `context billing`: its manifest, and the line that lists it. */
export function newContext(project: Project, context: string): void {
  checkName('context', context);
  if (contextsIn(project).includes(context)) throw new Refusal(`there is a context ${context} already`);
  const name = nameOf(context);
  for (const [path, text] of Object.entries(contextFiles(name))) project.write(path, text);
  const { text } = new SourceText(CONTEXTS, project.read(CONTEXTS))
    .addElement(listOf('contexts'), `${name.camel}Module`)
    .addImports(`../contexts/${context}/${context}.module`, `${name.camel}Module`);
  project.edit(CONTEXTS, text);
}
