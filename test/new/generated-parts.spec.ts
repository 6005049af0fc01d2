import { parseArguments } from '../../scripts/new/arguments';
import { changesFor } from '../../scripts/new/changes-for';
import { Project } from '../../scripts/new/project';
import { GENERATORS } from '../../scripts/new/run';
import { ScratchCopy } from '../support/scratch-copy';

/** Each kind of part, with what is particular about names, options and whose events are followed. */
const ORDERS = [
  'context ledger',
  'aggregate billing/invoice',
  'aggregate billing/tax-category --plural tax-groups',
  'command billing/invoice/issue',
  'command billing/tax-category/add-rate --event rate-set',
  'event billing/invoice/lost',
  'projection billing/invoice-totals',
  'projection billing/tax-category-roles --follows iam/role',
  'process billing/issue-invoice-when-invoice-renamed',
  'process billing/follow-names --on billing/invoice/renamed --sends billing/tax-category/rename',
  'event iam/role/reviewed',
];

/** Of all of them in one copy of the project: what holds for all holds for each. */
describe('what npm run new writes', () => {
  let copy: ScratchCopy;
  const written = new Set<string>();
  const edited = new Set<string>();

  beforeAll(async () => {
    copy = await ScratchCopy.make();
    for (const line of ORDERS) {
      const order = parseArguments(line.split(' '));
      if (order === 'help') throw new Error(line);
      const project = new Project(copy.folder);
      for (const { kind, path } of await changesFor(order, project))
        (kind === 'write' ? written : edited).add(path);
      project.save();
    }
    const { code, output } = await copy.run(
      GENERATORS.map((script) => `npm run --silent ${script}`).join(' && '),
    );
    if (code !== 0) throw new Error(output);
  }, 180_000);

  afterAll(async () => {
    await copy.remove();
  });

  const sources = (): string => [...written, ...edited].filter((path) => path.endsWith('.ts')).join(' ');
  const passes = async (line: string): Promise<void> => {
    const { code, output } = await copy.run(line);
    if (code !== 0) throw new Error(output);
  };

  it('compiles', () => passes('npm run --silent check:types'), 180_000);

  it('is wired', () => passes('npm run --silent check:wiring'), 60_000);

  it('obeys ESLint', () => passes(`npx eslint ${sources()}`), 180_000);

  it(
    'is formatted, also what is generated of it',
    () =>
      passes(
        `npx prettier --check ${[...written, ...edited].join(' ')} openapi.json template.yaml postman events src/functions`,
      ),
    60_000,
  );

  it('keeps the dependency rules', () => passes('npm run --silent check:architecture'), 60_000);

  it('has stored histories for each event', () => passes('npm run --silent corpus:check'), 60_000);

  it(
    'passes its own specs, and makes no other of its generated files stale',
    () => passes('npx jest src/contexts/billing test/architecture/generated.spec.ts'),
    180_000,
  );
});
