import type { Expectation } from './call';
import { literal } from './literal';

/** Name of a test, its status and what else it asserts. */
function test(name: string, status: number, assertions: readonly string[]): string[] {
  return [
    `pm.test(${literal(name)}, () => {`,
    `  pm.response.to.have.status(${status});`,
    ...assertions.map((assertion) => `  ${assertion}`),
    '});',
  ];
}

function header(name: string, value: string): string {
  return `pm.expect(pm.response.headers.get('${name}')).to.eql(${literal(value)});`;
}

function body(expected: unknown): string {
  return `pm.expect(pm.response.json()).to.eql(${literal(expected)});`;
}

function remember(variable: string, expression: string): string {
  return `pm.collectionVariables.set('${variable}', ${expression});`;
}

/** 202; the version goes into the variable that `fresh` reads. */
export function accepted(who: string, version: number): Expectation {
  const assertions = [body({ id: `{{${who}Id}}`, version }), header('ETag', `"${version}"`)];
  const script = [
    ...test(`accepted as version ${version}`, 202, assertions),
    remember(`${who}Version`, 'pm.response.json().version'),
  ];
  return { status: 202, script };
}

/** 202 for a code that is on its way: whose it is and its key go into variables, and no version is told. */
export function codeIssued(who: string): Expectation {
  const assertions = [
    "pm.expect(pm.response.json()).to.have.all.keys('id', 'key', 'expiresAt');",
    "pm.response.to.not.have.header('ETag');",
  ];
  const script = [
    ...test('a code is on its way', 202, assertions),
    remember(`${who}Id`, 'pm.response.json().id'),
    remember(`${who}Key`, 'pm.response.json().key'),
  ];
  return { status: 202, script };
}

/** 200 with a token. */
export function signedIn(): Expectation {
  const assertions = [
    "pm.expect(pm.response.json()).to.have.all.keys('token', 'expiresAt');",
    "pm.expect(pm.response.json().token.split('.')).to.have.lengthOf(3);",
  ];
  return { status: 200, script: test('gives a token', 200, assertions) };
}

/** Query parameters that wait, for as long as the API does, until the read side has the last accepted command of a user or role. */
export function fresh(who: string): string {
  return `minVersion={{${who}Version}}&wait=5`;
}

/** 200 with exactly this view, whose version is the ETag. */
export function shown(view: { readonly version: number }): Expectation {
  const assertions = [body(view), header('ETag', `"${view.version}"`)];
  return { status: 200, script: test('shows the view', 200, assertions) };
}

/** 200 with exactly this body. */
export function answered(expected: object): Expectation {
  return { status: 200, script: test('answers', 200, [body(expected)]) };
}

/** 200 with a last page of exactly these items, in any order. */
export function listed(...items: readonly object[]): Expectation {
  const name = items.length === 0 ? 'lists nothing' : `lists ${items.length}`;
  const assertions = [
    `pm.expect(pm.response.json().items).to.have.deep.members(${literal(items)});`,
    "pm.expect(pm.response.json()).not.to.have.property('cursor');",
  ];
  return { status: 200, script: test(name, 200, assertions) };
}

/**
 * 200 with exactly these events in this order, each with its commit. When there are more, the cursor goes into a
 * variable; so does the time of the first one, if asked for.
 */
export function told(
  events: readonly { readonly version: number; readonly type: string; readonly data: object }[],
  { cursor, time }: { readonly cursor?: string; readonly time?: string } = {},
): Expectation {
  const fields = [
    'version',
    'type',
    'data',
    'committedAt',
    'commitId',
    'actor',
    'correlationId',
    'causationId',
  ];
  const assertions = [
    'const { items } = pm.response.json();',
    `pm.expect(items.map(({ version, type, data }) => ({ version, type, data }))).to.eql(${literal(events)});`,
    `for (const item of items) pm.expect(item).to.have.all.keys(${literal(fields)});`,
    `pm.expect(pm.response.json())${cursor ? '' : '.not'}.to.have.property('cursor');`,
  ];
  const script = [
    ...test(`tells ${events.length}`, 200, assertions),
    ...(cursor ? [remember(cursor, 'pm.response.json().cursor')] : []),
    ...(time ? [remember(time, 'pm.response.json().items[0].committedAt')] : []),
  ];
  return { status: 200, script };
}

/** 200 with a page of so many items and a cursor, which goes into the variable, as do the ids of the items. */
export function firstPage(cursorVariable: string, idsVariable: string, count: number): Expectation {
  const script = [
    ...test(`a page of ${count} and a cursor`, 200, [
      `pm.expect(pm.response.json().items).to.have.lengthOf(${count});`,
      "pm.expect(pm.response.json().cursor).to.be.a('string');",
    ]),
    remember(cursorVariable, 'pm.response.json().cursor'),
    remember(idsVariable, "pm.response.json().items.map(({ id }) => id).join(' ')"),
  ];
  return { status: 200, script };
}

/** 200 with the last page: together with the page before it shows each of these ids once. */
export function lastPage(idsVariable: string, allIds: readonly string[]): Expectation {
  const script = test('the rest, each once', 200, [
    `const before = pm.variables.get('${idsVariable}').split(' ');`,
    'const now = pm.response.json().items.map(({ id }) => id);',
    `pm.expect([...before, ...now]).to.have.members(${literal(allIds.map((id) => `{{${id}}}`))});`,
    "pm.expect(pm.response.json()).not.to.have.property('cursor');",
  ]);
  return { status: 200, script };
}

/** 200, whatever it shows: the read side has it. */
export function readable(): Expectation {
  return { status: 200, script: test('is readable', 200, []) };
}

/** 200; the ETag goes into the variable. */
export function tagged(variable: string): Expectation {
  const script = [
    ...test('has an ETag', 200, ["pm.response.to.have.header('ETag');"]),
    remember(variable, "pm.response.headers.get('ETag')"),
  ];
  return { status: 200, script };
}

/** 304 without a body; or another ETag, of what goes on by itself, as an order does, and has changed in between. */
export function notModified(): Expectation {
  const script = [
    "pm.test('not modified', () => {",
    '  if (pm.response.code === 200) {',
    "    pm.expect(pm.response.headers.get('ETag')).not.to.eql(pm.request.headers.get('If-None-Match'));",
    '    return;',
    '  }',
    '  pm.response.to.have.status(304);',
    "  pm.expect(pm.response.text()).to.eql('');",
    '});',
  ];
  return { status: 304, script };
}

/** problem+json with this code, naming these fields; the collection itself checks the rest of its form. */
export function refused(status: number, code: string, ...fields: readonly string[]): Expectation {
  const problem = 'pm.response.json()';
  const named = `pm.expect((${problem}.errors ?? []).map(({ field }) => field)).to.have.members(${literal(fields)});`;
  const assertions = [`pm.expect(${problem}.code).to.eql('${code}');`, named];
  return { status, code, script: test(`refused: ${status} ${code}`, status, assertions) };
}

/** What the gateway answers in the place of the function: no problem, and nothing to trace it by. */
export function ofGateway(status: number, message: string): Expectation {
  return { status, script: test(`refused by the gateway: ${status}`, status, [body({ message })]) };
}

export const malformed = (...fields: readonly string[]): Expectation => refused(400, 'malformed', ...fields);

/** Adds that a response header has exactly this value. */
export function withHeader(expectation: Expectation, name: string, value: string): Expectation {
  const script = test(`${name}: ${value}`, expectation.status, [header(name, value)]);
  return { ...expectation, script: [...expectation.script, ...script] };
}
