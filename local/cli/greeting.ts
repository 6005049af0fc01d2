import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The parts of an OpenAPI document that a first request is made of. */
interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, { readonly post?: Operation }>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  };
}

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
}

interface Property {
  readonly format?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
}

const DOCUMENT = 'openapi.json';

/**
 * What a person wants to know when the application is ready: where its document is, a first request, how to stop.
 *
 * @param template file whose folder may hold the API's document
 * @param keepsData mappings go on where they stood then, so that a new consumer does not see what is old by itself
 */
export function greeting(url: string, template: string, keepsData: boolean): string {
  const document = documentOf(template);
  const lines = [
    ...(document?.paths?.[`/${DOCUMENT}`] === undefined ? [] : [`  its document    ${url}/${DOCUMENT}`]),
    ...firstRequest(url, document),
    ...(keepsData ? ['  new consumer    npm run consumers -- ring <consumer> --all'] : []),
    `  look inside     ${url}/_local`,
    '  stop            Ctrl-C',
  ];
  return lines.join('\n');
}

function documentOf(template: string): OpenApiDocument | undefined {
  try {
    return JSON.parse(readFileSync(join(dirname(template), DOCUMENT), 'utf8')) as OpenApiDocument;
  } catch {
    // Any template runs here, and most have no such file: then there is less to say.
    return undefined;
  }
}

/** A POST to a path without parameters needs nothing that exists already. */
function firstRequest(url: string, document: OpenApiDocument | undefined): string[] {
  for (const [path, { post }] of Object.entries(document?.paths ?? {})) {
    const name = post?.requestBody?.content?.['application/json']?.schema?.$ref?.split('/').at(-1);
    const schema = name === undefined ? undefined : document?.components?.schemas?.[name];
    if (schema === undefined || path.includes('{')) continue;
    const { required = [], properties = {} } = schema;
    const body = Object.fromEntries(required.map((field) => [field, sample(field, properties[field] ?? {})]));
    return [
      `  try             curl -X POST ${url}${path} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`,
    ];
  }
  return [];
}

function sample(field: string, { format, example, examples }: Property): unknown {
  if (format === 'uuid') return randomUUID();
  if (format === 'email') return 'ann@example.com';
  return example ?? examples?.[0] ?? field;
}
