import { resourcePrefix } from '../../../src/composition/naming';
import { nameOf, withArticle, type Name } from '../names';
import { pluralOf } from '../plural';

/** What the parts of an aggregate are called. */
export interface AggregateNames {
  readonly context: Name;
  readonly one: Name;
  readonly many: Name;
  /** `billing/invoice` */
  readonly type: string;
  /** `an invoice` */
  readonly a: string;
  /** `BillingInvoicesTable` */
  readonly table: string;
  /** `src/contexts/billing/invoice` */
  readonly folder: string;
}

/** @param plural of the aggregate's name, where the rule does not find it */
export function aggregateNames(context: string, aggregate: string, plural?: string): AggregateNames {
  const many = plural ?? pluralOf(aggregate);
  const one = nameOf(aggregate);
  return {
    context: nameOf(context),
    one,
    many: nameOf(many),
    type: `${context}/${aggregate}`,
    a: withArticle(one.words),
    table: `${resourcePrefix(`${context}/${many}`)}Table`,
    folder: `src/contexts/${context}/${aggregate}`,
  };
}
