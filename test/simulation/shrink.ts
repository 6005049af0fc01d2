import { simulate, type Outcome, type Scenario } from './simulate';

/** Runs that finding a smaller one may take. */
const BUDGET = 1_500;
/** What is left out changes all that comes after it, so a candidate may take some other courses as well. */
const COURSES = 4;

/**
 * A run with fewer commands and fewer faults in which the same invariant does not hold. Each candidate is run, and a
 * smaller one may still be there.
 */
export async function shrink(failing: Outcome): Promise<Outcome> {
  const shrinking = new Shrinking(failing);
  let size: number;
  do {
    size = sizeOf(shrinking.best);
    await shrinking.dropCommands();
    await shrinking.dropFaults();
  } while (sizeOf(shrinking.best) < size);
  return shrinking.best;
}

class Shrinking {
  private left = BUDGET;

  constructor(public best: Outcome) {}

  /** Halves first, single commands last. */
  async dropCommands(): Promise<void> {
    for (let length = Math.ceil(this.best.commands.length / 2); length > 0; length = Math.floor(length / 2)) {
      for (let from = 0; from < this.best.commands.length;) {
        const commands = this.best.commands.filter((_, index) => index < from || index >= from + length);
        if (!(await this.isAdopted({ ...this.best.scenario, commands }))) from += length;
      }
    }
  }

  /** The first faults alone: fewer by a half, then by less and less. */
  async dropFaults(): Promise<void> {
    for (let fewer = Math.ceil(faultsOf(this.best) / 2); fewer > 0; fewer = Math.floor(fewer / 2)) {
      while (faultsOf(this.best) >= fewer) {
        const faults = faultsOf(this.best) - fewer;
        if (!(await this.isAdopted({ ...this.best.scenario, faults }))) break;
      }
    }
  }

  private async isAdopted(scenario: Scenario): Promise<boolean> {
    const { course: first = 0 } = this.best.scenario;
    for (let course = first; course < first + COURSES && this.left > 0; course += 1) {
      this.left -= 1;
      const outcome = await simulate({ ...scenario, ...(course > 0 && { course }) });
      if (nameOf(outcome) !== nameOf(this.best)) continue;
      this.best = outcome;
      return true;
    }
    return false;
  }
}

export function faultsOf({ faults }: Outcome): number {
  return [...faults.values()].reduce((sum, count) => sum + count, 0);
}

function sizeOf(outcome: Outcome): number {
  return outcome.commands.length + faultsOf(outcome);
}

/** Of the invariant that is violated first. */
function nameOf({ violations: [first = ''] }: Outcome): string {
  return first.split(':')[0] ?? '';
}
