import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { Describe } from '../decorators/describe.decorator';
import { NumberText } from './number-text';

/** How fresh a read must be. */
export class ReadRequest {
  @Describe('Answer only from this version on; 504 when it is not there in time.', 3)
  @IsOptional()
  @NumberText()
  @IsInt()
  @Min(0)
  readonly minVersion?: number;

  /** Means nothing without `minVersion`. */
  @Describe('Seconds to wait for `minVersion`.')
  @NumberText()
  @IsNumber()
  @Min(0)
  @Max(20)
  readonly wait: number = 5;
}
