import type { Call, Folder } from './call';
import { everyResponse } from './every-response';
import { patiently } from './patience';
import { obtainTokens, tokenVariable } from './tokens';

interface Script {
  readonly listen: 'prerequest' | 'test';
  readonly script: { readonly type: 'text/javascript'; readonly exec: readonly string[] };
}

interface Item {
  readonly name: string;
  readonly event: readonly Script[];
  readonly request: {
    readonly method: string;
    readonly header: readonly { readonly key: string; readonly value: string }[];
    readonly body?: object;
    readonly url: string;
  };
}

/** Postman's collection format 2.1. */
export interface Collection {
  readonly info: { readonly name: string; readonly description: string; readonly schema: string };
  readonly item: readonly {
    readonly name: string;
    readonly description: string;
    readonly item: readonly Item[];
  }[];
  readonly event: readonly Script[];
}

const DESCRIPTION = `Every route of Foldline, in success and in failure.

Run the whole collection or any folder: each makes users and roles of its own, with new ids each time. Reads that
follow a command wait for it with \`minVersion\`, so nothing has to pause. Set \`baseUrl\` in the environment.

Requests get their tokens from \`npm start\`. For another application put them into the environment, as \`adminToken\` and the like.`;

export function collectionOf(folders: readonly Folder[]): Collection {
  return {
    info: {
      name: 'Foldline',
      description: DESCRIPTION,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: folders.map(({ name, description, calls }) => ({ name, description, item: calls.map(itemOf) })),
    event: [script('prerequest', obtainTokens), script('test', everyResponse)],
  };
}

function itemOf(call: Call): Item {
  const { name, send, newIds = [], prepare = [] } = call;
  const [method = '', path = ''] = send.split(' ');
  // The collection's own script runs first, and knows nothing of ids that are new.
  const isOwners = newIds.some((id) => tokenVariable(call)?.endsWith(`Of_${id}`));
  const before = [...newIds.map(newId), ...prepare, ...(isOwners ? obtainTokens : [])];
  return {
    name,
    event: [...(before.length === 0 ? [] : [script('prerequest', before)]), script('test', testsOf(call))],
    request: { method, header: headersOf(call), ...bodyOf(call), url: `{{baseUrl}}${path}` },
  };
}

/** Whoever waits for a version and does not ask for the refusal is patient. */
function testsOf({ send, expect: { status, script } }: Call): readonly string[] {
  return send.includes('minVersion=') && status === 200 ? patiently(script) : script;
}

function newId(variable: string): string {
  return `pm.collectionVariables.set('${variable}', pm.variables.replaceIn('{{$guid}}'));`;
}

export function script(listen: Script['listen'], exec: readonly string[]): Script {
  return { listen, script: { type: 'text/javascript', exec } };
}

function headersOf(call: Call): Item['request']['header'] {
  const { headers = {}, body, token = tokenVariable(call) ?? '' } = call;
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const bearer = token === '' ? {} : { Authorization: `Bearer {{${token}}}` };
  return Object.entries({ ...json, ...bearer, ...headers }).map(([key, value]) => ({ key, value }));
}

function bodyOf({ body }: Call): Pick<Item['request'], 'body'> {
  if (body === undefined) return {};
  return { body: { mode: 'raw', raw: typeof body === 'string' ? body : JSON.stringify(body, undefined, 2) } };
}
