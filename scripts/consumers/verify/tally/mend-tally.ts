import type { Bell } from '../../bell';
import type { ConsumerEntry } from '../../catalogue';
import { passes } from '../difference';
import type { Mended } from '../mend';
import type { TallyRows } from './tally-rows';
import type { ShareDifference, TallyDifference } from './tally-verification';

/**
 * Mends a tally: shares are counted again by the consumer, which changes the sums by the difference; what nothing can be
 * made of is deleted; and a sum that is wrong is added what it lacks.
 */
export class TallyMending {
  constructor(
    private readonly consumer: ConsumerEntry,
    private readonly rows: Pick<TallyRows, 'outdate' | 'delete' | 'add'>,
    private readonly bell: Pick<Bell, 'ring'>,
  ) {}

  async mend(difference: TallyDifference): Promise<Mended | 'added'> {
    if (difference.kind === 'sum-wrong') {
      await this.rows.add(difference.counter, difference.lack);
      return 'added';
    }
    if (!('stream' in difference)) return deleted(await this.rows.delete(difference.found.row, 'total'));
    if (difference.kind === 'newer') return 'left';
    return passes(difference) ? this.ring(difference.stream) : this.countAgain(difference);
  }

  private async countAgain({ found, kind, stream }: ShareDifference): Promise<Mended> {
    if (found?.is !== 'share') return 'left';
    // What the sums include of a row that is gone is taken off them when they are compared.
    if (kind === 'orphan') return deleted(await this.rows.delete(found.row, 'writes'));
    const result = await (found.share ? this.rows.outdate(found.row) : this.rows.delete(found.row, 'writes'));
    return result === 'stale' ? 'moved' : this.ring(stream);
  }

  private async ring(stream: string): Promise<'rung'> {
    await this.bell.ring(this.consumer, [stream], 'what it adds differs from the log');
    return 'rung';
  }
}

function deleted(result: 'written' | 'stale'): Mended {
  return result === 'written' ? 'deleted' : 'moved';
}
