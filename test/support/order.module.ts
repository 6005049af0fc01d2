import { inject } from 'inversify';
import { aggregateModule } from '../../src/eventsourcing/aggregate-module';
import { detail, type Projection } from '../../src/eventsourcing/consuming/projection';
import { table } from '../../src/eventsourcing/reading/table';
import { Access, because, content, Controller, Get, Param, Post, type Answer } from '../../src/http/index';
import { reads } from '../../src/eventsourcing/reading/table-access';
import { ChangeHandler, CreateHandler, Handles } from '../../src/eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../src/eventsourcing/writing/repository';
import { AggregateRoot } from '../../src/kernel/aggregate-root';
import { Command } from '../../src/kernel/command';
import type { DomainEvent } from '../../src/kernel/domain-event';
import { eventSource } from '../../src/kernel/event-source';
import { IsUuid } from '../../src/kernel/values';

type OrderEvent = DomainEvent<'sales/order/placed', Record<string, never>>;

const orderEvents = eventSource<OrderEvent>({ type: 'sales/order' });

class Order extends AggregateRoot<null, OrderEvent> {
  static readonly type = orderEvents.type;

  constructor(id: string) {
    super(id, { initial: null, apply: { 'sales/order/placed': () => null } });
  }
}

class PlaceOrder extends Command {
  static readonly type = 'sales/order/place';

  @IsUuid()
  readonly id!: string;
}

@Handles(PlaceOrder, { uniqueValues: ['taken'] })
class PlaceOrderHandler extends CreateHandler<PlaceOrder, Order> {
  constructor(@inject(repositoryOf(Order)) orders: Repository<Order>) {
    super(orders);
  }

  protected decide(): void {
    // Nobody does it.
  }
}

export class CancelOrder extends Command {
  static readonly type = 'sales/order/cancel';

  @IsUuid()
  readonly id!: string;
}

@Handles(CancelOrder, { uniqueValues: ['released'] })
class CancelOrderHandler extends ChangeHandler<CancelOrder, Order> {
  constructor(@inject(repositoryOf(Order)) orders: Repository<Order>) {
    super(orders);
  }

  protected decide(): void {
    // Nobody does it.
  }
}

interface OrderRow {
  readonly id: string;
  readonly version: number;
}

const ordersTable = table<OrderRow>()('SalesOrdersTable', { key: ['id'] });
const orderLinesTable = table<{ orderId: string; line: string }>()('SalesOrderLinesTable', {
  key: ['orderId', 'line'],
});
const details = [detail(orderLinesTable, 'put')] as const;

class OrderProjection implements Projection<OrderEvent, OrderRow, typeof details> {
  readonly name = 'sales/orders';
  readonly source = orderEvents;
  readonly table = ordersTable;
  readonly details = details;
  readonly on = { 'sales/order/placed': (order: OrderRow) => order };

  initial(id: string): OrderRow {
    return { id, version: 0 };
  }
}

@Controller('/orders')
class OrderController {
  @Post('/', { summary: 'Place an order' })
  @Access('public', because('anybody may try it'))
  place(): Answer {
    return content({});
  }

  @Get('/{id}/lines', { summary: 'List the lines of an order' })
  @Access('public')
  lines(@Param('id') id: string): Answer {
    return content({ id });
  }
}

/** An aggregate that template.yaml does not know. */
export const orderModule = aggregateModule({
  aggregate: Order,
  events: orderEvents,
  controllers: [OrderController],
  handlers: [PlaceOrderHandler, CancelOrderHandler],
  providers: [],
  projections: [OrderProjection],
  history: OrderProjection,
  reads: [reads(orderLinesTable, 'query')],
});
