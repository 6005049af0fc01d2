import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments } from './arguments';
import { changesFor } from './changes-for';
import { Project } from './project';
import { Refusal } from './refusal';
import { run } from './run';

/** As much of the project as is read: its sources, its corpus and its template. */
const PARTS = ['src', 'test/corpus', 'template.yaml'];

const order = (line: string): Exclude<ReturnType<typeof parseArguments>, 'help'> => {
  const parsed = parseArguments(line.split(' '));
  if (parsed === 'help') throw new Error(line);
  return parsed;
};

describe('npm run new', () => {
  it.each([
    ['context iam', 'there is a context iam already'],
    ['aggregate iam/role', 'there is an aggregate iam/role already'],
    ['aggregate billing/role', 'is taken: src/contexts/iam/role/'],
    ['aggregate billing/command', 'the name Command is taken: src/'],
    [
      'aggregate clinic/test --plural health',
      'route GET /health is taken: src/composition/system.controller.ts has it',
    ],
    [
      'aggregate billing/staff',
      'one staff and many are called alike; say what many are called: --plural staff-list',
    ],
    ['aggregate billing/processes', 'processes is where processes are'],
    ['aggregate unique/stamp --plural values', 'table UniqueValuesTable is taken: template.yaml has it'],
    [
      'command iam/badge/issue',
      'iam has no aggregate badge (there is role, user); make it with npm run new -- aggregate iam/badge',
    ],
    [
      'command billing/invoice/issue',
      'there is no context billing; make it with npm run new -- aggregate billing/invoice',
    ],
    [
      'command iam/role/disable',
      'src/contexts/iam/role/write/disable-role.ts is there already, and nothing is overwritten',
    ],
    ['command iam/role/name --event created', 'iam/role/created carries data'],
    ['event iam/role/created', 'there is an event iam/role/created already'],
    ['event iam/user/email', 'has a field `email` already, which the event would set'],
    ['projection iam/badges', 'begin the name with that of an aggregate of iam (role, user)'],
    ['projection iam/role-users', 'is there already, and nothing is overwritten'],
    ['process iam/tidy-up', 'the name does not say what tidy-up reacts to'],
    ['process iam/dance-when-role-disabled', 'there is no command in src/contexts/iam/*/write/dance.ts'],
    [
      'process iam/register-user-when-role-disabled',
      'RegisterUser carries email, which iam/role/disabled does not have',
    ],
    [
      'process iam/disable-role-when-role-burnt',
      'there is no event iam/role/burnt; make it with npm run new -- event iam/role/burnt',
    ],
  ])('refuses %s', async (line, message) => {
    const refused = changesFor(order(line), new Project());
    await expect(refused).rejects.toThrow(Refusal);
    await expect(refused).rejects.toThrow(message);
  });
});

describe('npm run new, in a copy', () => {
  let root: string;
  let printed: string[];
  let ran: string[];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'foldline-new-'));
    for (const part of PARTS) cpSync(part, join(root, part), { recursive: true });
    printed = [];
    ran = [];
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  const make = (line: string, code = 0): Promise<number> =>
    run(order(line), {
      project: new Project(root),
      print: (text) => printed.push(text),
      npmRun: (script) => {
        ran.push(script);
        return code;
      },
    });
  const changesOf = async (line: string): Promise<string[]> => {
    const project = new Project(root);
    await changesFor(order(line), project);
    return project.changes.map(({ path }) => path);
  };

  it('refuses names that differ, where their resources would not', async () => {
    await make('aggregate tax-rate/change');
    await expect(make('aggregate tax/rate-change')).rejects.toThrow(
      'tax/rate-change and tax-rate/change would both call their resources TaxRateChange...',
    );
  });

  it('refuses a route that the aggregate has already', async () => {
    await make('aggregate billing/invoice');
    await expect(make('command billing/invoice/name')).rejects.toThrow(
      'route PUT /invoices/{}/name is taken',
    );
  });

  it('writes nothing when a place is not found, and says what to write there by hand', async () => {
    const state = join(root, 'src/contexts/iam/role/domain/role.state.ts');
    writeFileSync(state, readFileSync(state, 'utf8').replace('apply: {', 'apply: STEPS, other: {'));
    await expect(make('event iam/role/reviewed')).rejects.toThrow(
      "src/contexts/iam/role/domain/role.state.ts has no object `apply` in `roleFold`; add `'iam/role/reviewed': (role) => ({ ...role, reviewed: true })` there by hand. Nothing is written.",
    );
    expect(readFileSync(join(root, 'src/contexts/iam/role/domain/role.events.ts'), 'utf8')).not.toContain(
      'reviewed',
    );
  });

  it('overwrites no file of the same name', async () => {
    mkdirSync(join(root, 'src/contexts/billing/invoice/domain'), { recursive: true });
    writeFileSync(join(root, 'src/contexts/billing/invoice/domain/invoice.ts'), '// mine\n');
    await expect(make('aggregate billing/invoice')).rejects.toThrow('invoice.ts is there already');
    expect(new Project(root).has('src/contexts/billing/billing.module.ts')).toBe(false);
  });

  it('tells in a dry run what it would do, and does nothing', async () => {
    await expect(make('aggregate billing/invoice --dry-run')).resolves.toBe(0);
    expect(printed).toContain('would edit  src/composition/modules.ts');
    expect(printed).toContainEqual(
      expect.stringMatching(
        /^would write src\/contexts\/billing\/invoice\/domain\/invoice\.ts \(\d+ lines\)$/,
      ),
    );
    expect(printed.at(-1)).toBe('would run npm run corpus:write, then npm run generate');
    expect(ran).toEqual([]);
    expect(new Project(root).has('src/contexts/billing')).toBe(false);
  });

  it('runs what follows, and says how to go on when that fails', async () => {
    await expect(make('context billing')).resolves.toBe(0);
    expect(ran).toEqual(['corpus:write', 'generate']);
    await expect(make('context sales', 1)).resolves.toBe(1);
    expect(printed.at(-1)).toBe(
      'The files above are written, and npm run corpus:write failed: mend what it says, then npm run corpus:write && npm run generate.',
    );
  });

  it('needs no other context: users delete iam', async () => {
    rmSync(join(root, 'src/contexts/iam'), { recursive: true });
    rmSync(join(root, 'test/corpus/iam'), { recursive: true });
    writeFileSync(join(root, 'src/composition/modules.ts'), 'export const contexts = [];\n');
    expect(await changesOf('aggregate billing/invoice')).toHaveLength(23);
    await make('aggregate billing/invoice');
    expect(readFileSync(join(root, 'src/composition/modules.ts'), 'utf8')).toBe(
      "import { billingModule } from '../contexts/billing/billing.module';\n\nexport const contexts = [billingModule];\n",
    );
  });
});
