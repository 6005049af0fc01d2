import { IsInt, Min } from 'class-validator';
import { Describe } from '../../../../http';

/** How many users hold a role. */
export class HoldersView {
  @Describe('Users who hold the role, disabled ones as well.', 12)
  @IsInt()
  @Min(0)
  readonly count!: number;
}
