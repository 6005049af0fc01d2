import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { OrderController } from './api/order.controller';
import { Order } from './domain/order';
import { orderEvents } from './domain/order.events';
import { OrderProjection } from './read/order.projection';
import { OrderQueries } from './read/order.queries';
import { ordersTable } from './read/order.tables';
import { CancelOrderHandler } from './write/cancel-order';
import { ConfirmOrderHandler } from './write/confirm-order';
import { PlaceOrderHandler } from './write/place-order';

export const orderModule = aggregateModule({
  aggregate: Order,
  events: orderEvents,
  controllers: [OrderController],
  handlers: [PlaceOrderHandler, ConfirmOrderHandler, CancelOrderHandler],
  providers: [OrderQueries],
  projections: [OrderProjection],
  history: OrderProjection,
  reads: [reads(ordersTable, 'get', 'query:byAge')],
});
