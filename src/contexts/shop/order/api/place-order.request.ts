import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Describe, Uuid } from '../../../../http';
import { MOST_LINES, MOST_PIECES } from '../domain/order.rules';

export class OrderLineRequest {
  @Uuid()
  readonly productId!: string;

  @Describe('Pieces of the product.', 2)
  @IsInt()
  @Min(1)
  @Max(MOST_PIECES)
  readonly quantity!: number;
}

export class PlaceOrderRequest {
  @Describe(
    'Chosen by the client, so that a lost answer can be asked for again; one is made when there is none.',
  )
  @IsOptional()
  @Uuid()
  readonly id?: string;

  @Describe('What is ordered, each product once.')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_LINES)
  @ArrayUnique((line?: OrderLineRequest) => line?.productId)
  @ValidateNested({ each: true })
  @Type(() => OrderLineRequest)
  readonly lines!: readonly OrderLineRequest[];
}
