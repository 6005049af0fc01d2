import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The parts of an OpenAPI document that a first request is made of. */
interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, { readonly post?: Operation }>>;
}

interface Operation {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly example?: unknown }>> };
}

const DOCUMENT = 'openapi.json';

const UUID = /\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g;

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
    ...(keepsData ? ['  new consumer    npm run consumers -- rebuild <consumer>'] : []),
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

/** A POST to a path without parameters needs nothing that exists already; new ids keep a second one from a conflict. */
function firstRequest(url: string, document: OpenApiDocument | undefined): string[] {
  const posts = Object.entries(document?.paths ?? {}).flatMap(([path, { post }]) => {
    const example = post?.requestBody?.content?.['application/json']?.example;
    return example === undefined || path.includes('{') ? [] : [{ path, post, body: JSON.stringify(example) }];
  });
  const first = posts.find(({ body }) => body.search(UUID) >= 0) ?? posts[0];
  if (first === undefined) return [];
  const { path, post } = first;
  const body = first.body.replaceAll(UUID, () => randomUUID());
  const headers = `${tokenHeader(url, post)}-H 'content-type: application/json'`;
  return [`  try             curl -X POST ${url}${path} ${headers} -d '${body}'`];
}

/** For development: the application itself makes no tokens of this kind. */
function tokenHeader(url: string, { security = [] }: Operation = {}): string {
  const [scheme] = security;
  if (scheme === undefined) return '';
  const [role = 'user'] = Object.values(scheme).flat();
  const port = new URL(url).port;
  const command = `${port === '3000' ? '' : `PORT=${port} `}npm run -s token -- ${role}`;
  return `-H "authorization: Bearer $(${command})" `;
}
