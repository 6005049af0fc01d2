import { isDeepStrictEqual } from 'node:util';
import type { Found } from './tally-rows';

/** Counters whose sum is not what the shares add up to, and by how much it is too small. */
export type WrongSums = ReadonlyMap<string, number>;

/** What a tally's table held when it was walked through. */
class Walk {
  /** What each share adds, and which state of it: by aggregate. */
  private readonly shares = new Map<
    string,
    { readonly state: unknown; readonly counted: readonly string[] }
  >();
  /** The totals of each counter's parts. */
  private readonly totals = new Map<string, Map<string, unknown>>();
  private readonly missing = new Map<string, number>();

  add(found: Found): void {
    if (found.is === 'share') {
      const counted = [...(found.share?.counted ?? [])];
      for (const [counter, count] of counted) this.lack(counter, count);
      const counters = counted.map(([counter]) => counter);
      this.shares.set(found.id, { state: found.row.writes, counted: counters });
    } else if (found.is === 'sum') {
      const parts = this.totals.get(found.counter) ?? new Map<string, unknown>();
      this.totals.set(found.counter, parts.set(String(found.row.part), found.row.total));
      this.lack(found.counter, -(found.total ?? 0));
    }
  }

  private lack(counter: string, count: number): void {
    this.missing.set(counter, (this.missing.get(counter) ?? 0) + count);
  }

  get counters(): Iterable<string> {
    return this.missing.keys();
  }

  lackOf(counter: string): number {
    return this.missing.get(counter) ?? 0;
  }

  /** Counters of which something was written between two walks, or during one of them. */
  changedSince(before: Walk): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const id of new Set([...before.shares.keys(), ...this.shares.keys()])) {
      const [one, other] = [before.shares.get(id), this.shares.get(id)];
      if (one && other && isDeepStrictEqual(one.state, other.state)) continue;
      for (const counter of [...(one?.counted ?? []), ...(other?.counted ?? [])]) changed.add(counter);
    }
    for (const counter of new Set([...before.totals.keys(), ...this.totals.keys()])) {
      if (!isDeepStrictEqual(before.totals.get(counter), this.totals.get(counter))) changed.add(counter);
    }
    return changed;
  }
}

/** Walks through the table, after which what still changes is told and not waited for any longer. */
const LOOKS = 10;

/**
 * Compares the sums with what the shares add up to, while both change.
 *
 * A counter can be judged when neither its parts nor any share in it differ between two walks: whatever was read in them
 * was so at the moment between the two.
 *
 * @returns what is wrong, and the counters that changed all the while
 */
export async function wrongSums(
  walkThrough: () => AsyncIterable<Found>,
): Promise<{ readonly wrong: WrongSums; readonly restless: ReadonlySet<string> }> {
  const wrong = new Map<string, number>();
  let before = await walk(walkThrough());
  let open = new Set(before.counters);
  for (let looks = 1; open.size > 0 && looks < LOOKS; looks += 1) {
    const after = await walk(walkThrough());
    const changed = after.changedSince(before);
    for (const counter of open) {
      if (changed.has(counter)) continue;
      const lack = after.lackOf(counter);
      if (lack !== 0) wrong.set(counter, lack);
    }
    open = new Set([...open, ...after.counters].filter((counter) => changed.has(counter)));
    before = after;
  }
  return { wrong, restless: open };
}

async function walk(rows: AsyncIterable<Found>): Promise<Walk> {
  const walked = new Walk();
  for await (const found of rows) walked.add(found);
  return walked;
}
