import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { loadContexts } from '../../scripts/wiring/source-files';
import { templateFaults } from '../../scripts/wiring/template-faults';
import { codeFaults } from '../../scripts/wiring/wiring-faults';
import { planOf } from '../../src/composition/plan/plan-of';
import { contexts } from '../../src/composition/modules';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import { setEnvironment } from '../support/process-environment';
import { TemplateError } from '../../local/template/template-error';
import { readTemplate } from '../support/local/api-template';
import { authorizerMistakes } from './authorizer-mistakes';
import { codeMistakes } from './code-mistakes';
import type { Mistake } from './mistake';
import { templateMistakes } from './template-mistakes';
import { typeMistakes } from './type-mistakes';

const SOUND = 'test/mistakes/contexts';
/** Below the project, so that its packages are found. */
const SCRATCH = '.local/test/mistakes';
const SRC = resolve('src');

/** A copy of the context with one mistake. @returns its folder, in which `shop` is */
function copyWith(name: string, mistake?: Mistake): string {
  const folder = join(SCRATCH, name, 'contexts');
  cpSync(SOUND, folder, { recursive: true });
  if (mistake) {
    const file = join(folder, 'shop', mistake.file);
    writeFileSync(file, changed(readFileSync(file, 'utf8'), mistake));
  }
  for (const file of sourcesIn(folder)) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/'(?:\.\.\/)+src\//gu, `'${SRC}/`));
  }
  return folder;
}

function changed(text: string, { mistake, file, from, to }: Mistake): string {
  const parts = text.split(from);
  if (parts.length === 2) return parts.join(to);
  throw new Error(`"${mistake}": ${file} has ${parts.length - 1} times what is to be changed.`);
}

function sourcesIn(folder: string): string[] {
  return ts.sys.readDirectory(folder, ['.ts']);
}

const names = (mistakes: readonly Mistake[]): [string, Mistake, string][] =>
  mistakes.map((each, index) => [each.mistake, each, String(index)]);

describe('a deliberate mistake', () => {
  let restore: () => void;

  beforeAll(() => {
    restore = setEnvironment({});
    rmSync(SCRATCH, { recursive: true, force: true });
    mkdirSync(SCRATCH, { recursive: true });
  });

  afterAll(() => {
    restore();
    rmSync(SCRATCH, { recursive: true, force: true });
  });

  it('is one of many', () => {
    expect(typeMistakes.length + codeMistakes.length + templateMistakes.length).toBeGreaterThanOrEqual(25);
  });

  describe('is told by npm run check:types', () => {
    const messages = new Map<string, string>();

    beforeAll(() => {
      const folders = [
        copyWith('sound'),
        ...typeMistakes.map((each, index) => copyWith(`type-${index}`, each)),
      ];
      const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
        config: object;
      };
      const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
      const program = ts.createProgram(folders.flatMap(sourcesIn), options);
      for (const folder of folders) {
        const diagnostics = sourcesIn(folder).flatMap((file) =>
          program.getSemanticDiagnostics(program.getSourceFile(file)),
        );
        const text = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
        messages.set(dirname(folder), text.join('\n'));
      }
    }, 120_000);

    it('unless there is none', () => {
      expect(messages.get(join(SCRATCH, 'sound'))).toBe('');
    });

    it.each(names(typeMistakes))('%s', (_, { says }, index) => {
      expect(messages.get(join(SCRATCH, `type-${index}`))).toEqual(
        typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
      );
    });
  });

  describe('is told by npm run check:wiring, of the code', () => {
    const told = async (name: string, mistake?: Mistake): Promise<string[]> => {
      const folder = copyWith(name, mistake);
      const loaded = await loadContexts(folder, (path) => import(path));
      const { shopModule } = loaded.files.find(({ path }) => path.endsWith('/shop.module.ts'))?.exports ?? {};
      const listed = shopModule === undefined ? [] : [shopModule as ContextModule];
      return codeFaults(listed, loaded);
    };

    it('unless there is none', async () => {
      expect(await told('sound-code')).toEqual([]);
    });

    it.each(names(codeMistakes))('%s', async (_, mistake, index) => {
      expect((await told(`code-${index}`, mistake)).join('\n')).toMatch(mistake.says);
    });

    it('list a context nowhere', async () => {
      const loaded = await loadContexts(copyWith('unlisted'), (path) => import(path));
      expect(codeFaults([], loaded)).toEqual([
        expect.stringMatching(
          /shop\.module\.ts: no function serves shopModule: add it to `contexts` in src\/composition\/modules\.ts\.$/,
        ),
      ]);
    });
  });

  describe('is told by npm run check:wiring, of template.yaml', () => {
    const text = readFileSync('template.yaml', 'utf8');
    const told = (template: string): string[] =>
      templateFaults(planOf(contexts), { text: template, path: 'template.yaml' }).map(
        ({ message }) => message,
      );

    it('unless there is none', () => {
      expect(told(text)).toEqual([]);
    });

    it.each(names(templateMistakes))('%s', (_, mistake) => {
      expect(told(changed(text, mistake)).join('\n')).toMatch(mistake.says);
    });

    it('all of them at once', () => {
      const several = templateMistakes.filter(({ mistake }) =>
        /^lose a (route|table|statement)/u.test(mistake),
      );
      const found = told(several.reduce(changed, text)).join('\n');
      for (const { says } of several) expect(found).toMatch(says);
    });
  });

  describe('is told by npm start, of the authorizers of a template', () => {
    const file = 'local/fixtures/authorizers.template.yaml';
    const text = readFileSync(file, 'utf8');
    const told = (template: string): string => {
      try {
        readTemplate(SCRATCH, template);
      } catch (error) {
        if (error instanceof TemplateError) return error.message;
        throw error;
      }
      return 'nothing';
    };

    it('unless there is none', () => {
      expect(told(text)).toBe('nothing');
    });

    it.each(names(authorizerMistakes))('%s', (_, mistake) => {
      const message = told(changed(text, mistake));
      expect(message).toEqual(
        typeof mistake.says === 'string'
          ? expect.stringContaining(mistake.says)
          : expect.stringMatching(mistake.says),
      );
    });
  });
});
