import { readFileSync, existsSync } from 'node:fs';
import { SystemController } from '../../src/composition/system.controller';
import { planOf } from '../../src/composition/plan/plan-of';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { generatedFor, holds, TEMPLATE } from '../template/generated';
import { fault, stale, type Fault } from './fault';
import { followerFaults } from './follower-faults';
import { faultsOf, followedIn, injectionFaults, routeFaults } from './injection-faults';
import { manifestFaults } from './manifest-faults';
import type { LoadedFiles } from './source-files';
import { templateFaults } from './template-faults';
import { folderFaults, unlistedFaults } from './unlisted';

export interface Wiring {
  readonly contexts: readonly ContextModule[];
  /** The files of the contexts' folders. */
  readonly loaded: LoadedFiles;
  /** Path of the template; template.yaml by default. */
  readonly template?: string;
}

/**
 * Everything that is wired wrongly: within the manifests, between them and the files of their contexts, and between
 * them and template.yaml with what else follows from them.
 */
export function wiringFaults({ contexts, loaded, template = TEMPLATE }: Wiring): Fault[] {
  const faults = codeFaults(contexts, loaded).map(fault);
  const text = readFileSync(template, 'utf8');
  const areSound = faults.length === 0;
  try {
    return [
      ...faults,
      ...templateFaults(planOf(contexts.map(withSoundRoutes)), { text, path: template }, areSound),
      ...(areSound ? generatedFaults(contexts, text, template) : []),
    ];
  } catch (error) {
    // Without sound manifests nobody can say what the template should hold.
    if (areSound) throw error;
    return faults;
  }
}

/** A controller with a mistake has been told of; the other routes are compared all the same. */
function withSoundRoutes(context: ContextModule): ContextModule {
  const aggregates = context.aggregates.map((module) => ({
    ...module,
    controllers: module.controllers.filter((controller) => routeFaults([controller]).length === 0),
  }));
  return { ...context, aggregates };
}

/** What is wrong without a look at template.yaml. @returns one line for each */
export function codeFaults(contexts: readonly ContextModule[], { files, faults }: LoadedFiles): string[] {
  const controllers = contexts.flatMap(({ aggregates }) =>
    aggregates.flatMap((module) => module.controllers),
  );
  const found = [
    ...faults,
    ...guarded(() => manifestFaults(contexts)),
    ...folderFaults(contexts, files),
    ...unlistedFaults(contexts, files),
    ...routeFaults([SystemController, ...controllers]),
    ...contexts.flatMap(injectionFaults),
    ...guarded(() => followerFaults(contexts.flatMap((context) => followedIn(context) ?? []))),
  ];
  return [...new Set(found)];
}

/** A class whose constructor throws is a fault like any other. */
function guarded(look: () => string[]): string[] {
  let found: string[] = [];
  const thrown = faultsOf(() => {
    found = look();
  });
  return [...found, ...thrown];
}

/** Entry points have to be there to be bundled; fixtures of events nobody needs to start. */
function generatedFaults(contexts: readonly ContextModule[], text: string, template: string): Fault[] {
  // Banners that are wrong have been told; a variant of the template has no files of its own.
  if (template !== TEMPLATE) return [];
  let generated: ReturnType<typeof generatedFor>;
  try {
    generated = generatedFor(contexts, text);
  } catch {
    return [];
  }
  const written = [...generated.files]
    .filter(([path]) => path !== TEMPLATE)
    .filter(([path, expected]) => !holds(path, expected))
    .map(([path]) => {
      const tell = path.startsWith('src/') ? fault : stale;
      return tell(
        `${path} is ${existsSync(path) ? 'not what npm run template writes' : 'missing'}; run npm run template.`,
      );
    });
  const orphans = generated.orphans.map((path) =>
    stale(`${path} follows from no manifest any more; npm run template removes it.`),
  );
  return [...written, ...orphans];
}
