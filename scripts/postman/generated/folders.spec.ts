import { iamModule } from '../../../src/contexts/iam/iam.module';
import { billingModule } from '../../../test/support/billing/billing.module';
import { DraftInvoiceHandler } from '../../../test/support/billing/invoice.commands';
import type { UniqueValueRule } from '../../../src/eventsourcing/writing/unique-value';
import type { Call, Folder } from '../call';
import { generatedFolders, type GeneratedFolders } from './folders';
import type { Body, Request } from './request';
import { TrialApplication, type Outcome } from './trial';

const contexts = [iamModule, billingModule];

/** The generator writes bodies as text. */
function jsonOf({ body }: Call): Body {
  if (typeof body !== 'string') throw new Error('The body is no text.');
  return JSON.parse(body) as Body;
}

function requestOf(each: Call, context: number): Request {
  const [method = '', target = ''] = each.send.split(' ');
  return { context, method, target, ...(each.body !== undefined && { body: jsonOf(each) }) };
}

/** What the commands of a folder are answered in memory, where reads have nothing to show. */
async function answered(folder: Folder, application: TrialApplication): Promise<[string, Outcome][]> {
  let client = application.client();
  const outcomes: [string, Outcome][] = [];
  for (const each of folder.calls.filter(({ send }) => !send.startsWith('GET '))) {
    if (each.newIds) client = application.client();
    const context = /^\w+ \/invoices/u.test(each.send) ? 1 : 0;
    outcomes.push([each.name, await client.send(requestOf(each, context))]);
  }
  return outcomes;
}

describe(generatedFolders, () => {
  let generated: GeneratedFolders;
  beforeAll(async () => {
    generated = await generatedFolders(contexts);
  });

  const folder = (name: string): Folder => {
    const found = generated.folders.find((each) => each.name === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };

  it('makes a folder for each aggregate of each context, and every command is accepted in one', () => {
    expect(generated.folders.map(({ name }) => name)).toEqual(['iam/user', 'iam/role', 'billing/invoice']);
    expect(generated.neverAccepted).toEqual([]);
  });

  it('finds an order for commands whatever the order of the routes, in several chains if need be', () => {
    const accepted = folder('billing/invoice').calls.filter(({ expect: { status } }) => status === 202);
    expect(accepted.map(({ name }) => name)).toEqual([
      'Register a user',
      'Draft an invoice',
      'Issue an invoice',
      'Pay an invoice',
      'Register a user (2)',
      'Draft an invoice (2)',
      'Cancel an invoice',
    ]);
  });

  it('keeps the form of a field that must be unique', () => {
    const draft = folder('billing/invoice').calls.find(({ name }) => name === 'Draft an invoice');
    expect(draft && jsonOf(draft)).toEqual({
      id: '{{invoiceId}}',
      number: 'INV-2026-{{invoiceDigits4}}',
      userId: '{{userId}}',
      cents: 1,
    });
  });

  it('shows each refusal that a route declares', () => {
    const codes = folder('billing/invoice').calls.flatMap(({ expect: { code } }) => code ?? []);
    expect(codes.sort()).toEqual([
      'billing/invoice-number-taken',
      'billing/invoice/exists',
      'billing/invoice/no-draft',
      'billing/invoice/no-draft',
      'billing/invoice/not-issued',
      'billing/invoice/number-invalid',
    ]);
  });

  it('can be run again and again on one application', async () => {
    const application = new TrialApplication(contexts);
    for (const each of [...generated.folders, ...generated.folders]) {
      const commands = each.calls.filter(({ send }) => !send.startsWith('GET '));
      const expected = commands.map(({ name, expect: { status, code } }) => [
        name,
        expect.objectContaining({ status, ...(code !== undefined && { code }) }) as unknown,
      ]);
      expect(await answered(each, application)).toEqual(expected);
    }
  });

  it('names a command that is never accepted, and what it was refused with', async () => {
    const [invoices] = billingModule.aggregates;
    const neverDrafted = invoices?.handlers.filter((handler) => handler !== DraftInvoiceHandler) ?? [];
    const unreachable = {
      ...billingModule,
      aggregates: invoices ? [{ ...invoices, handlers: neverDrafted }] : [],
    };
    const { neverAccepted } = await generatedFolders([unreachable]);
    expect(neverAccepted).toContainEqual({
      route: 'POST /invoices',
      answer: '500 internal-error',
      failure: expect.stringContaining('billing/invoice/draft') as unknown,
    });
    expect(neverAccepted).toContainEqual({
      route: 'PUT /invoices/{id}/pay',
      answer: '422 billing/invoice/not-issued',
    });
  });

  it('names a refusal that its route does not declare', async () => {
    expect(generated.undeclared).toEqual([]);
    const [invoices] = billingModule.aggregates;
    const other = {
      ...billingModule,
      // Its value is called otherwise than the route declares.
      aggregates: invoices ? [{ ...invoices, uniqueValues: otherwiseNamed(invoices.uniqueValues) }] : [],
    };
    const { undeclared } = await generatedFolders([iamModule, other]);
    expect(undeclared).toEqual([{ route: 'POST /invoices', code: 'billing/number-taken' }]);
  });
});

function otherwiseNamed(rule: UniqueValueRule<unknown>): UniqueValueRule<unknown> {
  return (state) => rule(state).map((value) => ({ ...value, name: 'number' }));
}
