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
import { Product } from '../domain/product';
import { productEvents } from '../domain/product.events';
import { ProductQueries } from '../read/product.queries';
import type { ProductRow } from '../read/product.tables';
import { ReserveProduct } from '../write/reserve-product';
import { RestockProduct } from '../write/restock-product';
import { ListProductsRequest } from './list-products.request';
import { productEventPage } from './product-events.view';
import { ProductView, productView } from './product.view';
import { ReservationAccepted } from './reservation.view';
import { RestockProductRequest } from './restock-product.request';

@Controller('/products')
@injectable()
export class ProductController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(ProductQueries) private readonly products: ProductQueries,
    @inject(historyOf(Product)) private readonly history: History<ProductRow>,
  ) {}

  @Post('/{id}/restock', { id: 'restockProduct', summary: 'Restock a product, which makes it if it is new' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('rule', 'shop/product/stock-too-large')
  async restock(
    @Param('id') id: string,
    @Body(RestockProductRequest) { amount }: RestockProductRequest,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(RestockProduct.of({ id, amount }), context));
  }

  @Post('/{id}/buy', { id: 'buyProduct', summary: 'Buy one piece of a product' })
  @Access('authenticated')
  @Answers(ReservationAccepted)
  @Refuses('not-found', 'shop/product/not-found')
  @Refuses('rule', 'shop/product/sold-out')
  async buy(@Param('id') id: string, @Command() context: CommandContext): Promise<Answer> {
    const command = ReserveProduct.of({ id, reservationId: randomUUID() });
    const { reservationId, ...product } = await this.commands.execute(command, context);
    return accepted(product, { reservationId });
  }

  @Get('/', { id: 'listProducts', summary: 'List products' })
  @Access('public')
  @Answers(PageOf(ProductView))
  async list(@Query(ListProductsRequest) request: ListProductsRequest): Promise<Answer> {
    const { sort, contains } = request;
    const scope = ['products', sort, contains];
    return listed(scope, request, (page) => this.products.list(sort, page, contains), productView);
  }

  @Get('/{id}', { id: 'findProduct', summary: 'Find a product, as it is or as it was' })
  @Access('public')
  @Answers(ProductView)
  @Refuses('not-found', 'shop/product/not-found', 'shop/product/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const product = at ? await this.history.at(id, at) : await this.products.find(id, request);
    return found(productView(product), product.version);
  }

  @Get('/{id}/events', { id: 'listProductEvents', summary: 'List what happened to a product' })
  @Access('admin', 'auditor')
  @Answers(productEventPage)
  @Refuses('not-found', 'shop/product/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(productEvents, this.history, id, request);
  }
}
