import { IsInt, IsString } from 'class-validator';
import { inject, injectable } from 'inversify';
import { ChangeHandler, CreateHandler, Handles } from '../../../src/eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../src/eventsourcing/writing/repository';
import { Command } from '../../../src/kernel/command';
import { IsUuid } from '../../../src/kernel/values';
import { Invoice } from './invoice';

export class DraftInvoice extends Command {
  static readonly type = 'billing/invoice/draft';

  @IsUuid()
  readonly id!: string;

  @IsString()
  readonly number!: string;

  @IsUuid()
  readonly userId!: string;

  @IsInt()
  readonly cents!: number;
}

@Handles(DraftInvoice, { uniqueValues: ['taken'] })
@injectable()
export class DraftInvoiceHandler extends CreateHandler<DraftInvoice, Invoice> {
  constructor(@inject(repositoryOf(Invoice)) invoices: Repository<Invoice>) {
    super(invoices);
  }

  protected decide(invoice: Invoice, { number, userId, cents }: DraftInvoice): void {
    invoice.draft({ number, userId, cents });
  }
}

export class IssueInvoice extends Command {
  static readonly type = 'billing/invoice/issue';

  @IsUuid()
  readonly id!: string;
}

@Handles(IssueInvoice)
@injectable()
export class IssueInvoiceHandler extends ChangeHandler<IssueInvoice, Invoice> {
  constructor(@inject(repositoryOf(Invoice)) invoices: Repository<Invoice>) {
    super(invoices);
  }

  protected decide(invoice: Invoice): void {
    invoice.issue();
  }
}

export class PayInvoice extends Command {
  static readonly type = 'billing/invoice/pay';

  @IsUuid()
  readonly id!: string;
}

@Handles(PayInvoice)
@injectable()
export class PayInvoiceHandler extends ChangeHandler<PayInvoice, Invoice> {
  constructor(@inject(repositoryOf(Invoice)) invoices: Repository<Invoice>) {
    super(invoices);
  }

  protected decide(invoice: Invoice): void {
    invoice.pay();
  }
}

export class CancelInvoice extends Command {
  static readonly type = 'billing/invoice/cancel';

  @IsUuid()
  readonly id!: string;
}

@Handles(CancelInvoice)
@injectable()
export class CancelInvoiceHandler extends ChangeHandler<CancelInvoice, Invoice> {
  constructor(@inject(repositoryOf(Invoice)) invoices: Repository<Invoice>) {
    super(invoices);
  }

  protected decide(invoice: Invoice): void {
    invoice.cancel();
  }
}
