import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { contexts } from '../../src/composition/modules';
import { planOf } from '../../src/composition/plan/plan-of';
import { setEnvironment } from '../support/process-environment';

const TOKENS_AND_SECRETS =
  /node_modules\/(jose|aws-jwt-verify|@aws-sdk\/client-secrets-manager)\/|^src\/identity\/(?!principal|token-rules)|^src\/aws\/secrets/u;

/** Files of the project that a bundle holds code of, as esbuild tells. */
async function bundledFiles(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    write: false,
    outdir: 'out',
    logLevel: 'silent',
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => relative('.', resolve(file))),
  );
}

describe("a context's bundles", () => {
  let folder: string;
  let restore: () => void;

  beforeAll(async () => {
    restore = setEnvironment({});
    folder = await mkdtemp(join(tmpdir(), 'foldline-bundles-'));
  });

  afterAll(async () => {
    restore();
    await rm(folder, { recursive: true });
  });

  it('hold code of no other context but its events', async () => {
    for (const { context, functions } of planOf(contexts).contexts) {
      for (const { entry } of functions) {
        const foreign = (await bundledFiles(entry)).filter(
          (file) =>
            file.startsWith('src/contexts/') &&
            !file.startsWith(`src/contexts/${context.name}/`) &&
            !file.endsWith('.events.ts'),
        );
        expect([entry, foreign]).toEqual([entry, []]);
      }
    }
  });

  /** Made as `npm run template` would make it, of a second context that follows the first. */
  it('would hold nothing of the first context in a second one that follows it', async () => {
    const entry = join(folder, 'projector.ts');
    const from = (path: string): string => JSON.stringify(resolve(path));
    await writeFile(
      entry,
      `import { projectorOf } from ${from('src/composition/consumers')};
       import { salesModule } from ${from('test/support/sales.module')};
       export const handler = projectorOf(salesModule);`,
    );
    const files = await bundledFiles(entry);
    expect(files).toContain('test/support/sales.module.ts');
    expect(files.filter((file) => file.startsWith('src/contexts/') && !file.endsWith('.events.ts'))).toEqual(
      [],
    );
  });

  it('know no list of all contexts', async () => {
    for (const { functions } of planOf(contexts).contexts) {
      for (const { entry } of functions) {
        expect(await bundledFiles(entry)).not.toContain('src/composition/modules.ts');
      }
    }
  });

  it('hold the code for tokens and secrets only where the context asks for it', async () => {
    const [iam] = planOf(contexts).contexts.filter(({ context }) => context.name === 'iam');
    for (const { entry } of iam?.functions ?? []) {
      const files = await bundledFiles(entry);
      expect(files.filter((file) => file.includes('/@inversifyjs/')).length).toBeGreaterThan(0);
      expect([entry, files.filter((file) => TOKENS_AND_SECRETS.test(file))]).toEqual([entry, []]);
    }
  });
});

describe('clients of what is outside, and the metadata of phone numbers', () => {
  const packages = [
    'libphonenumber-js',
    '@aws-sdk/client-sesv2',
    '@aws-sdk/client-sns',
    '@aws-sdk/client-secrets-manager',
  ];
  const packagesIn = async (entry: string): Promise<string[]> => {
    const files = await bundledFiles(entry);
    return packages.filter((name) => files.some((file) => file.startsWith(`node_modules/${name}/`)));
  };

  it('are in the bundles of those functions alone whose commands use them', async () => {
    const others = planOf(contexts).contexts.filter(({ context }) => context.name !== 'otp');
    for (const { entry } of others.flatMap(({ functions }) => functions)) {
      expect([entry, await packagesIn(entry)]).toEqual([entry, []]);
    }
    const ofOtp = await Promise.all(
      ['commands', 'processes', 'projector', 'queries'].map((role) =>
        packagesIn(`src/functions/otp/${role}.ts`),
      ),
    );
    const [phones, mail, texts, secrets] = packages;
    expect(ofOtp).toEqual([[phones, secrets], [phones, mail, texts, secrets], [phones], [phones]]);
  });
});

describe("the authorizer's bundle", () => {
  it('holds what verifies tokens, and nothing of contexts, HTTP or injection', async () => {
    const files = await bundledFiles('src/functions/authorizer.ts');
    for (const name of ['node_modules/jose/', 'node_modules/aws-jwt-verify/', 'src/identity/own-tokens.ts']) {
      expect(files.some((file) => file.startsWith(name))).toBe(true);
    }
    const others =
      /^src\/(contexts|http|eventsourcing)\/|inversify|class-validator|^src\/identity\/token-signer/u;
    expect(files.filter((file) => others.test(file))).toEqual([]);
  });
});
