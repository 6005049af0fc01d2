import { resolve } from 'node:path';
import { isJsonObject, jsonText, type Json, type JsonObject } from '../../template/json';
import type { Resource } from '../../template/resource';
import { TemplateError } from '../../template/template-error';

/** How one function is bundled: the esbuild Metadata of its resource, with SAM's defaults. */
export interface BuildSettings {
  /** Absolute folder that entry points are relative to. */
  readonly codeUri: string;
  readonly entryPoints: readonly string[];
  readonly format: 'cjs' | 'esm' | 'iife';
  readonly minify: boolean;
  readonly sourcemap: boolean;
  readonly sourcesContent: boolean;
  readonly target: readonly string[];
  readonly mainFields: readonly string[];
  readonly external: readonly string[];
  readonly outExtension: Readonly<Record<string, string>>;
  readonly banner: Readonly<Record<string, string>>;
  readonly loader: Readonly<Record<string, string>>;
}

const known = new Set([
  'Banner',
  'EntryPoints',
  'External',
  'Format',
  'Loader',
  'MainFields',
  'Minify',
  'OutExtension',
  'Sourcemap',
  'SourcesContent',
  'Target',
  'UseNpmCi',
]);

/**
 * Source: "Building Node.js Lambda functions with esbuild" of AWS SAM; the defaults are those of
 * aws-lambda-builders.
 *
 * @param directory folder of the template, which CodeUri is relative to
 * @throws TemplateError for another build method, sources elsewhere or a property that SAM does not know
 */
export function buildSettings(resource: Resource, directory: string): BuildSettings {
  const path = ['Resources', resource.logicalId, 'Metadata'];
  const { BuildMethod: method, BuildProperties: properties = {} } = resource.metadata;
  if (method !== 'esbuild')
    throw new TemplateError(path, 'needs BuildMethod: esbuild to run on this machine');
  if (!isJsonObject(properties)) throw new TemplateError(path, 'BuildProperties must be a map');
  const stranger = Object.keys(properties).find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new TemplateError([...path, 'BuildProperties', stranger], `is not one of ${[...known].join(', ')}`);
  }
  const entryPoints = list(properties.EntryPoints);
  if (entryPoints.length === 0) throw new TemplateError(path, 'BuildProperties needs a list of EntryPoints');
  const { CodeUri: codeUri = '.' } = resource.properties;
  if (typeof codeUri !== 'string' || /^\w{2,}:/.test(codeUri)) {
    const place = ['Resources', resource.logicalId, 'Properties', 'CodeUri'];
    throw new TemplateError(place, 'must be a folder, given from the one of the template');
  }
  return {
    codeUri: resolve(directory, codeUri),
    entryPoints,
    format: format(properties, path),
    minify: properties.Minify !== false,
    sourcemap: properties.Sourcemap === true,
    sourcesContent: properties.SourcesContent !== false,
    target: properties.Target === undefined ? ['es2020'] : list(properties.Target),
    mainFields: list(properties.MainFields),
    external: list(properties.External),
    outExtension: pairs(properties.OutExtension),
    banner: pairs(properties.Banner),
    loader: pairs(properties.Loader),
  };
}

function format(properties: JsonObject, path: readonly string[]): BuildSettings['format'] {
  const value = properties.Format ?? 'cjs';
  if (value === 'cjs' || value === 'esm' || value === 'iife') return value;
  throw new TemplateError([...path, 'BuildProperties', 'Format'], 'must be cjs, esm or iife');
}

/** SAM takes lists and texts with commas alike. */
function list(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map(jsonText);
  return typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [];
}

/** `[".js=.mjs"]` and `{ ".js": ".mjs" }` mean the same. */
function pairs(value: Json | undefined): Record<string, string> {
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonText(item)]));
  const items = Array.isArray(value) ? value.map(jsonText) : typeof value === 'string' ? [value] : [];
  return Object.fromEntries(
    items.map((item) => [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)]),
  );
}
