import { roleEvents } from '../../src/contexts/iam/role/domain/role.events';
import { userEvents, type UserEvent } from '../../src/contexts/iam/user/domain/user.events';
import { aggregateModule, contextModule } from '../../src/eventsourcing/aggregate-module';
import type { Process } from '../../src/eventsourcing/consuming/process';
import type { Projection, ProjectionHandlers } from '../../src/eventsourcing/consuming/projection';
import { reads } from '../../src/eventsourcing/reading/table-access';
import { table } from '../../src/eventsourcing/reading/table';
import { CancelOrder, orderModule } from './order.module';

interface BuyerRow {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly status: string;
}

const buyersTable = table<BuyerRow>()('SalesBuyersTable', {
  key: ['id'],
  indexes: { byEmail: { partition: 'status', sort: 'email' } },
});

/** Follows the users of another context. */
class BuyersProjection implements Projection<UserEvent, BuyerRow, readonly never[]> {
  readonly name = 'sales/buyers';
  readonly source = userEvents;
  readonly table = buyersTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<UserEvent, BuyerRow> = {
    'iam/user/registered': (buyer, { data: { email } }) => ({ ...buyer, email }),
    'iam/user/names-updated': (buyer) => buyer,
    'iam/user/disabled': (buyer) => ({ ...buyer, status: 'disabled' }),
    'iam/user/role-added': (buyer) => buyer,
    'iam/user/role-removed': (buyer) => buyer,
  };

  initial(id: string): BuyerRow {
    return { id, version: 0, email: '', status: 'enabled' };
  }
}

class CancelOrdersWhenUserDisabled implements Process {
  readonly name = 'sales/cancel-orders-when-user-disabled';
  readonly follows = [userEvents, orderModule.events];
  readonly on = {};
  readonly react = { 'iam/user/disabled': () => [] };
  readonly sends = [CancelOrder];
}

/** A second context, which follows and reads the first: template.yaml does not know it. */
export const salesModule = contextModule({
  name: 'sales',
  aggregates: [
    aggregateModule({
      ...orderModule,
      projections: [...orderModule.projections, BuyersProjection],
      reads: [...orderModule.reads, reads(buyersTable, 'get', 'query:byEmail')],
    }),
  ],
  processes: [CancelOrdersWhenUserDisabled],
  reads: [roleEvents],
  functions: { queries: { memory: 512, reservedConcurrency: 20 }, projector: { timeout: 12 } },
});
