import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** What proves a new aggregate: its actions, its rows and its routes. */
export function specFiles(names: AggregateNames): Files {
  const { folder, one } = names;
  return {
    [`${folder}/domain/${one.kebab}.spec.ts`]: domainSpec(names),
    [`${folder}/read/${one.kebab}.projection.spec.ts`]: projectionSpec(names),
    [`${folder}/api/${one.kebab}.controller.spec.ts`]: controllerSpec(names),
  };
}

function domainSpec({ one, a, type }: AggregateNames): string {
  return `
import { given } from '../../../../../test/support/given';
import { ${one.pascal} } from './${one.kebab}';
import type { ${one.pascal}Event } from './${one.kebab}.events';

const created = (name = 'First'): ${one.pascal}Event => ({ type: '${type}/created', data: { name } });
const renamed = (name: string): ${one.pascal}Event => ({ type: '${type}/renamed', data: { name } });

describe('${one.pascal}', () => {
  describe('create', () => {
    const create =
      (name: string) =>
      (${one.camel}: ${one.pascal}): void => {
        ${one.camel}.create(name);
      };

    it('takes a name, and tidies it up', () => {
      given(${one.pascal}).when(create('First')).then(created('First'));
      given(${one.pascal}).when(create(' First\\u00a0 one\\n')).then(created('First one'));
    });

    it.each([
      ['empty', ''],
      ['101 characters long', 'a'.repeat(101)],
    ])('refuses a name that is %s', (_, name) => {
      given(${one.pascal}).when(create(name)).refused('rule', '${type}/name-invalid', 'name');
    });

    it('happens once, and that comes before the name', () => {
      given(${one.pascal}, created()).when(create('')).refused('conflict', '${type}/already-created');
    });
  });

  describe('rename', () => {
    const rename =
      (name: string) =>
      (${one.camel}: ${one.pascal}): void => {
        ${one.camel}.rename(name);
      };

    it('gives another name', () => {
      given(${one.pascal}, created()).when(rename('Second')).then(renamed('Second'));
    });

    it('refuses ${a} that does not exist, and an empty name', () => {
      given(${one.pascal}).when(rename('Second')).refused('not-found', '${type}/not-found');
      given(${one.pascal}, created()).when(rename('')).refused('rule', '${type}/name-invalid', 'name');
    });
  });

  it('has the name that it was given last', () => {
    const ${one.camel} = new ${one.pascal}('first');
    ${one.camel}.create('First');
    ${one.camel}.rename('Second');
    expect(${one.camel}.state).toMatchObject({ created: true, name: 'Second' });
  });
});
`;
}

function projectionSpec({ one, many, type }: AggregateNames): string {
  return `
import { projecting } from '../../../../../test/support/projecting';
import type { ${one.pascal}Event } from '../domain/${one.kebab}.events';
import { ${one.pascal}Projection } from './${one.kebab}.projection';
import { ${many.camel}Table } from './${one.kebab}.tables';

const created: ${one.pascal}Event = { type: '${type}/created', data: { name: 'First' } };
const renamed: ${one.pascal}Event = { type: '${type}/renamed', data: { name: 'Second' } };

describe('${one.pascal}Projection', () => {
  const projection = new ${one.pascal}Projection();

  it('shows ${many.words} by the name that each was given last', () => {
    projecting(projection)
      .given('1', created)
      .given('2', created, renamed)
      .then(
        ${many.camel}Table,
        { ...projection.initial('1'), version: 1, name: 'First', nameOrder: 'first\\n1' },
        { ...projection.initial('2'), version: 2, name: 'Second', nameOrder: 'second\\n2' },
      );
  });
});
`;
}

function controllerSpec({ context, one, many, type, a }: AggregateNames): string {
  return `
import { bearer, MemoryContext } from '../../../../../test/support/memory-context';
import { uuidOf } from '../../../../../test/support/uuid-of';
import { ${context.camel}Module } from '../../${context.kebab}.module';

describe('the routes of ${many.words}', () => {
  const id = uuidOf(1);
  const admin = bearer('somebody', 'admin');
  let ${context.camel}: MemoryContext;

  beforeEach(async () => {
    ${context.camel} = new MemoryContext(${context.camel}Module);
    await ${context.camel}.send('POST /${many.kebab}', { caller: admin, body: { id, name: 'First' } });
  });

  it('create ${a} once, and show it', async () => {
    const found = await ${context.camel}.send(\`GET /${many.kebab}/\${id}\`, { caller: admin });
    expect(found).toMatchObject({ status: 200, body: { id, version: 1, name: 'First' } });
    const again = await ${context.camel}.send('POST /${many.kebab}', { caller: admin, body: { id, name: 'Second' } });
    expect(again).toMatchObject({ status: 409, body: { code: '${type}/already-created' } });
  });

  it('rename ${a}, and show it as it was', async () => {
    const renamed = await ${context.camel}.send(\`PUT /${many.kebab}/\${id}/name\`, { caller: admin, body: { name: 'Second' } });
    expect(renamed).toMatchObject({ status: 202, body: { id, version: 2 } });
    const now = await ${context.camel}.send(\`GET /${many.kebab}/\${id}\`, { caller: admin });
    expect(now).toMatchObject({ body: { version: 2, name: 'Second' } });
    const before = await ${context.camel}.send(\`GET /${many.kebab}/\${id}?at=1\`, { caller: admin });
    expect(before).toMatchObject({ body: { version: 1, name: 'First' } });
  });

  it('list ${many.words} by name, all or those whose name contains a text', async () => {
    await ${context.camel}.send('POST /${many.kebab}', { caller: admin, body: { id: uuidOf(2), name: 'Another' } });
    const all = await ${context.camel}.send('GET /${many.kebab}', { caller: admin });
    expect(all).toMatchObject({ body: { items: [{ name: 'Another' }, { name: 'First' }] } });
    const some = await ${context.camel}.send('GET /${many.kebab}?contains=name:FIR', { caller: admin });
    expect(some).toMatchObject({ body: { items: [{ name: 'First' }] } });
  });

  it('list what happened to ${a}', async () => {
    const events = await ${context.camel}.send(\`GET /${many.kebab}/\${id}/events\`, { caller: admin });
    expect(events).toMatchObject({
      status: 200,
      body: { items: [{ version: 1, type: '${type}/created', data: { name: 'First' } }] },
    });
  });

  it('know no other ${one.words}', async () => {
    const unknown = { status: 404, body: { code: '${type}/not-found' } };
    const path = \`/${many.kebab}/\${uuidOf(9)}\`;
    await expect(${context.camel}.send(\`GET \${path}\`, { caller: admin })).resolves.toMatchObject(unknown);
    await expect(${context.camel}.send(\`PUT \${path}/name\`, { caller: admin, body: { name: 'Second' } })).resolves.toMatchObject(unknown);
  });
});
`;
}
