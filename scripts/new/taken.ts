import { resourcePrefix } from '../../src/composition/naming';
import { aggregatesIn, contextsIn } from './known-aggregate';
import type { Project } from './project';
import { Refusal } from './refusal';

const EXPORTED = /^export (?:abstract )?(?:class|interface|function|const|type) (\w+)/gmu;
const TABLE = /table<[^]*?>\(\)\(\s*'(\w+)'/gu;
const CONSUMER = /^ {2}readonly name = '([^']+)'/gmu;
const OPERATION = /\bid: '(\w+)',\s*summary:/gu;
const ROUTE = /@(Get|Post|Put|Patch|Delete)\('([^']*)'/gu;

/** @throws Refusal that names what is there already, for what the changes would make twice */
export function refuseTaken(project: Project): void {
  const changed = new Set(project.changes.map(({ path }) => path));
  const written = new Set(project.changes.filter(({ kind }) => kind === 'write').map(({ path }) => path));
  refuseTakenResources(project, written);
  const taken = new Map(idsOf(project).map((id) => [`table ${id}`, 'template.yaml']));
  // What is there comes first, so that the fault is found in what is new.
  const paths = project.sources('src').sort((a, b) => Number(changed.has(a)) - Number(changed.has(b)));
  for (const path of paths) {
    for (const what of claimsOf(path, project.read(path))) {
      const other = taken.get(what);
      const isNew = written.has(path)
        ? other !== path
        : changed.has(path) && /^(?:route|operation)/u.test(what);
      if (other !== undefined && isNew) {
        throw new Refusal(
          `${what} is taken: ${other} has it; choose another name${what.startsWith('route') ? ', or another --plural' : ''}`,
        );
      }
      taken.set(what, path);
    }
  }
}

function claimsOf(path: string, text: string): string[] {
  const all = (pattern: RegExp, say: (...groups: string[]) => string): string[] =>
    [...text.matchAll(pattern)].map(([, ...groups]) => say(...groups));
  const base = /@Controller\('([^']*)'\)/u.exec(text)?.[1] ?? '';
  return [
    // Functions' entry points export `handler`, each its own.
    ...(path.startsWith('src/functions/') ? [] : all(EXPORTED, (name = '') => `the name ${name}`)),
    ...all(TABLE, (name = '') => `table ${name}`),
    ...all(CONSUMER, (name = '') => `consumer ${name}`),
    ...all(OPERATION, (id = '') => `operation ${id}`),
    ...all(
      ROUTE,
      (method = '', route = '') =>
        `route ${method.toUpperCase()} ${`${base}${route}`.replaceAll(/\/+(?=\/|$)/gu, '').replaceAll(/\{\w+\}/gu, '{}')}`,
    ),
  ];
}

/** Logical ids of template.yaml are made of names without their hyphens and slashes, so two names can lead to one. */
function refuseTakenResources(project: Project, written: ReadonlySet<string>): void {
  const owners = new Map<string, string>();
  const ids = new Set(idsOf(project));
  for (const context of contextsIn(project)) {
    const isNew = written.has(`src/contexts/${context}/${context}.module.ts`);
    for (const type of [context, ...aggregatesIn(project, context).map((each) => `${context}/${each}`)]) {
      const prefix = resourcePrefix(type);
      const other = owners.get(prefix);
      if (other !== undefined)
        throw new Refusal(
          `${type} and ${other} would both call their resources ${prefix}...; choose another name`,
        );
      owners.set(prefix, type);
      const isNewType = isNew || written.has(`src/contexts/${type}/${type.split('/')[1] ?? ''}.module.ts`);
      const twice = resourcesOf(type, prefix).find((id) => isNewType && ids.has(id));
      if (twice !== undefined)
        throw new Refusal(
          `${type} would have a resource ${twice}, and template.yaml has another of this name; choose another name`,
        );
    }
  }
}

function resourcesOf(type: string, prefix: string): string[] {
  const parts = type.includes('/')
    ? ['Queue']
    : ['Commands', 'Queries', 'Projector', 'Processes', 'ProcessesTable', 'ProcessesQueue'];
  return parts.map((part) => prefix + part);
}

/** Logical ids, and a few other words at the same depth. */
function idsOf(project: Project): string[] {
  return [...project.read('template.yaml').matchAll(/^ {2}(\w+):$/gmu)].map(([, id = '']) => id);
}
