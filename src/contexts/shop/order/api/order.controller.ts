import { randomUUID } from 'node:crypto';
import { inject, injectable } from 'inversify';
import { CommandBus } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { historyOf, type History } from '../../../../eventsourcing/reading/history';
import {
  accepted,
  Accepted,
  Access,
  Answers,
  Body,
  Command,
  Controller,
  EventListRequest,
  FindRequest,
  found,
  Get,
  listed,
  listedEvents,
  PageOf,
  Param,
  Post,
  Query,
  Refuses,
  type Answer,
} from '../../../../http';
import { Order } from '../domain/order';
import { orderEvents } from '../domain/order.events';
import { OrderQueries } from '../read/order.queries';
import type { OrderRow } from '../read/order.tables';
import { PlaceOrder } from '../write/place-order';
import { ListOrdersRequest } from './list-orders.request';
import { orderEventPage } from './order-events.view';
import { OrderView, orderView } from './order.view';
import { PlaceOrderRequest } from './place-order.request';

@Controller('/orders')
@injectable()
export class OrderController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(OrderQueries) private readonly orders: OrderQueries,
    @inject(historyOf(Order)) private readonly history: History<OrderRow>,
  ) {}

  /** Whether it is confirmed or cancelled is decided after the answer: whoever asked looks at the order. */
  @Post('/', { id: 'placeOrder', summary: 'Order several products: all of them, or none' })
  @Access('authenticated')
  @Answers(Accepted)
  @Refuses('conflict', 'shop/order/already-placed')
  async place(
    @Body(PlaceOrderRequest) { id = randomUUID(), lines }: PlaceOrderRequest,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    const plain = lines.map(({ productId, quantity }) => ({ productId, quantity }));
    return accepted(await this.commands.execute(PlaceOrder.of({ id, lines: plain }), context));
  }

  @Get('/', { id: 'listOrders', summary: 'List orders' })
  @Access('admin', 'auditor')
  @Answers(PageOf(OrderView))
  async list(@Query(ListOrdersRequest) request: ListOrdersRequest): Promise<Answer> {
    const { sort, contains } = request;
    const scope = ['orders', sort, contains];
    return listed(scope, request, (page) => this.orders.list(sort, page, contains), orderView);
  }

  /** For whoever was told its id, which nobody guesses. */
  @Get('/{id}', { id: 'findOrder', summary: 'Find an order, as it is or as it was' })
  @Access('authenticated')
  @Answers(OrderView)
  @Refuses('not-found', 'shop/order/not-found', 'shop/order/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const order = at ? await this.history.at(id, at) : await this.orders.find(id, request);
    return found(orderView(order), order.version);
  }

  @Get('/{id}/events', { id: 'listOrderEvents', summary: 'List what happened to an order' })
  @Access('admin', 'auditor')
  @Answers(orderEventPage)
  @Refuses('not-found', 'shop/order/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(orderEvents, this.history, id, request);
  }
}
