import { Equals, Matches } from 'class-validator';
import type { DomainEvent } from '../../../src/kernel/domain-event';
import { AggregateRoot } from '../../../src/kernel/aggregate-root';
import { eventSource } from '../../../src/kernel/event-source';
import type { Fold } from '../../../src/kernel/fold';
import { check, invalid, refusal } from '../../../src/kernel/rules';

interface Drafted {
  readonly number: string;
  readonly userId: string;
  readonly cents: number;
}

export type InvoiceEvent =
  | DomainEvent<'billing/invoice/drafted', Drafted>
  | DomainEvent<'billing/invoice/issued', Record<string, never>>
  | DomainEvent<'billing/invoice/paid', Record<string, never>>
  | DomainEvent<'billing/invoice/cancelled', Record<string, never>>;

export interface InvoiceState {
  readonly status: 'none' | 'draft' | 'issued' | 'paid' | 'cancelled';
  readonly number: string;
}

export const invoiceEvents = eventSource<InvoiceEvent>({ type: 'billing/invoice' });

const fold: Fold<InvoiceState, InvoiceEvent> = {
  initial: { status: 'none', number: '' },
  apply: {
    'billing/invoice/drafted': (_, { number }) => ({ status: 'draft', number }),
    'billing/invoice/issued': (invoice) => ({ ...invoice, status: 'issued' }),
    'billing/invoice/paid': (invoice) => ({ ...invoice, status: 'paid' }),
    'billing/invoice/cancelled': (invoice) => ({ ...invoice, status: 'cancelled' }),
  },
};

class IsNew {
  @Equals('none', refusal('conflict', 'billing/invoice/exists', 'There is such an invoice.'))
  readonly status: string;

  @Matches(/^INV-2026-\d{4}$/u, invalid('billing/invoice/number-invalid', 'must look like INV-2026-0042'))
  readonly number: string;

  constructor({ status }: InvoiceState, number: string) {
    this.status = status;
    this.number = number;
  }
}

class IsDraft {
  @Equals('draft', refusal('rule', 'billing/invoice/no-draft', 'The invoice is no draft.'))
  readonly status: string;

  constructor({ status }: InvoiceState) {
    this.status = status;
  }
}

class IsIssued {
  @Equals('issued', refusal('rule', 'billing/invoice/not-issued', 'The invoice is not issued.'))
  readonly status: string;

  constructor({ status }: InvoiceState) {
    this.status = status;
  }
}

/** Can be paid once it is issued, and cancelled until then: no single order has all of its commands accepted. */
export class Invoice extends AggregateRoot<InvoiceState, InvoiceEvent> {
  static readonly type = invoiceEvents.type;

  constructor(id: string) {
    super(id, fold);
  }

  draft(data: Drafted): void {
    check(new IsNew(this.state, data.number));
    this.apply('billing/invoice/drafted', data);
  }

  issue(): void {
    check(new IsDraft(this.state));
    this.apply('billing/invoice/issued', {});
  }

  pay(): void {
    check(new IsIssued(this.state));
    this.apply('billing/invoice/paid', {});
  }

  cancel(): void {
    check(new IsDraft(this.state));
    this.apply('billing/invoice/cancelled', {});
  }
}
