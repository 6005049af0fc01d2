import { IsInt, Min } from 'class-validator';
import { Describe } from '../decorators/describe.decorator';
import { Uuid } from '../dto/uuid.decorator';

/** The body of a 202. */
export class Accepted {
  @Describe('Identity of the aggregate that the command went to.')
  @Uuid()
  readonly id!: string;

  @Describe('Version of the aggregate after the command; pass it as `minVersion` to read your own write.', 1)
  @IsInt()
  @Min(1)
  readonly version!: number;
}
