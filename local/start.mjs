// What `npm start` runs: the command line, compiled on the way.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

const here = fileURLToPath(new URL('.', import.meta.url));

if (here.includes('?')) {
  // The compiler takes the rest of such a path for a query, and the file for one without types.
  const { build } = await import('esbuild');
  const outfile = join('.local', 'cli.mjs');
  await build({
    entryPoints: [join('local', 'cli.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  await import(pathToFileURL(outfile).href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./cli.ts');
}
