import { IsInt, IsString, Min } from 'class-validator';
import { inject, injectable } from 'inversify';
import { aggregateModule, contextModule } from '../../../src/eventsourcing/aggregate-module';
import type { Projection, ProjectionHandlers } from '../../../src/eventsourcing/consuming/projection';
import { table } from '../../../src/eventsourcing/reading/table';
import { CommandBus } from '../../../src/eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../src/eventsourcing/writing/command-context';
import * as http from '../../../src/http';
import { Invoice, invoiceEvents, type InvoiceEvent, type InvoiceState } from './invoice';
import * as commands from './invoice.commands';

class DraftInvoiceRequest {
  @http.Uuid()
  readonly id!: string;

  @http.Describe('Unique.', 'INV-2026-0042')
  @IsString()
  readonly number!: string;

  @http.Uuid()
  readonly userId!: string;

  @IsInt()
  @Min(1)
  readonly cents!: number;
}

/** Its routes stand in an order in which its commands are not accepted. */
@http.Controller('/invoices')
@injectable()
class InvoiceController {
  constructor(@inject(CommandBus) private readonly bus: CommandBus) {}

  @http.Put('/{id}/cancel', { summary: 'Cancel an invoice' })
  @http.Access('public', http.because('anybody may try it'))
  @http.Answers(http.Accepted)
  @http.Refuses('rule', 'billing/invoice/no-draft')
  async cancel(@http.Param('id') id: string, @http.Command() caller: CommandContext): Promise<http.Answer> {
    return http.accepted(await this.bus.execute(commands.CancelInvoice.of({ id }), caller));
  }

  @http.Put('/{id}/pay', { summary: 'Pay an invoice' })
  @http.Access('public', http.because('anybody may try it'))
  @http.Answers(http.Accepted)
  @http.Refuses('rule', 'billing/invoice/not-issued')
  async pay(@http.Param('id') id: string, @http.Command() caller: CommandContext): Promise<http.Answer> {
    return http.accepted(await this.bus.execute(commands.PayInvoice.of({ id }), caller));
  }

  @http.Put('/{id}/issue', { summary: 'Issue an invoice' })
  @http.Access('public', http.because('anybody may try it'))
  @http.Answers(http.Accepted)
  @http.Refuses('rule', 'billing/invoice/no-draft')
  async issue(@http.Param('id') id: string, @http.Command() caller: CommandContext): Promise<http.Answer> {
    return http.accepted(await this.bus.execute(commands.IssueInvoice.of({ id }), caller));
  }

  @http.Post('/', { summary: 'Draft an invoice' })
  @http.Access('public', http.because('anybody may try it'))
  @http.Answers(http.Accepted)
  @http.Refuses('conflict', 'billing/invoice/exists', 'billing/invoice-number-taken')
  @http.Refuses('rule', 'billing/invoice/number-invalid')
  async draft(
    @http.Body(DraftInvoiceRequest) { id, number, userId, cents }: DraftInvoiceRequest,
    @http.Command() caller: CommandContext,
  ): Promise<http.Answer> {
    return http.accepted(
      await this.bus.execute(commands.DraftInvoice.of({ id, number, userId, cents }), caller),
    );
  }
}

interface InvoiceRow {
  readonly id: string;
  readonly version: number;
}

class InvoiceProjection implements Projection<InvoiceEvent, InvoiceRow, readonly []> {
  readonly name = 'billing/invoices';
  readonly source = invoiceEvents;
  readonly table = table<InvoiceRow>()('BillingInvoicesTable', { key: ['id'] });
  readonly details = [] as const;
  readonly on: ProjectionHandlers<InvoiceEvent, InvoiceRow> = {
    'billing/invoice/drafted': (row) => row,
    'billing/invoice/issued': (row) => row,
    'billing/invoice/paid': (row) => row,
    'billing/invoice/cancelled': (row) => row,
  };

  initial(id: string): InvoiceRow {
    return { id, version: 0 };
  }
}

/** A context that template.yaml does not know. */
export const billingModule = contextModule({
  name: 'billing',
  aggregates: [
    aggregateModule<InvoiceState>({
      aggregate: Invoice,
      events: invoiceEvents,
      uniqueValues: ({ number }) =>
        number === '' ? [] : [{ scope: 'billing', name: 'invoice-number', value: number }],
      controllers: [InvoiceController],
      handlers: [
        commands.DraftInvoiceHandler,
        commands.IssueInvoiceHandler,
        commands.PayInvoiceHandler,
        commands.CancelInvoiceHandler,
      ],
      providers: [],
      projections: [InvoiceProjection],
      history: InvoiceProjection,
      reads: [],
    }),
  ],
});
