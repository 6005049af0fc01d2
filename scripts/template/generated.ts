import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf } from '../../src/composition/plan/plan-of';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { CORPUS_FOLDER, readCorpus } from '../corpus/corpus-file';
import { entryPointsFor } from './entry-points';
import { fixturesFor, type ApiDocument, type Material } from './fixtures';
import { replaceRegions } from './regions';
import { templateRegions } from './template-regions';

export const TEMPLATE = 'template.yaml';

/** Files as the manifests want them. */
export interface Generated {
  /** Text by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths of entry points and fixtures that no manifest asks for any more. */
  readonly orphans: readonly string[];
}

/** @param template the present text of template.yaml, whose hand-written parts stay */
export function generatedFor(contexts: readonly ContextModule[], template: string): Generated {
  const plan = planOf(contexts);
  const entryPoints = entryPointsFor(plan);
  const fixtures = fixturesFor(plan, material());
  const byHand = new Set(functionsByHand(template).map((id) => `events/${id}.json`));
  return {
    files: new Map([
      [TEMPLATE, replaceRegions(template, templateRegions(plan))],
      ...entryPoints,
      ...[...fixtures].map(([path, fixture]): [string, string] => [
        path,
        `${JSON.stringify(fixture, null, 2)}\n`,
      ]),
    ]),
    orphans: [
      ...present('src/functions').filter((path) => isOfContext(path) && !entryPoints.has(path)),
      ...present('events').filter((path) => !byHand.has(path) && !fixtures.has(path)),
    ],
  };
}

/** Whether the file at `path` is there and holds `text`. */
export function holds(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}

function material(): Material {
  const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as ApiDocument;
  const corpus = readCorpus(CORPUS_FOLDER).toReversed();
  const commits = corpus.flatMap(({ type, history }) =>
    history.commits.slice(0, 1).map((commit) => [type, commit] as const),
  );
  return { document, commits: new Map(commits) };
}

/** Functions outside the banners, whose fixtures are written by hand. */
function functionsByHand(template: string): string[] {
  const text = template.replaceAll(/>>> npm run template: contexts[^]*?<<< npm run template: contexts/gu, '');
  return [...text.matchAll(/^ {2}(\w+):\n {4}Type: AWS::Serverless::Function$/gmu)].map(([, id = '']) => id);
}

function present(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/** `src/functions/iam/commands.ts` */
function isOfContext(path: string): boolean {
  return /^src[\\/]functions[\\/][^\\/]+[\\/][^\\/]+\.ts$/u.test(path) && !path.endsWith('.spec.ts');
}
