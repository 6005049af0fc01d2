import { IsInt, Max, Min } from 'class-validator';
import { Describe } from '../../../../http';
import { MOST_PIECES } from '../domain/product.rules';

export class RestockProductRequest {
  @Describe('Pieces to add.', 1)
  @IsInt()
  @Min(1)
  @Max(MOST_PIECES)
  readonly amount!: number;
}
