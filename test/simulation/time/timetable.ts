export interface Entry {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly wake: () => void;
}

interface Numbered extends Entry {
  readonly number: number;
}

/** What is to happen when: the earliest first, and of the same time what was entered first. A binary heap. */
export class Timetable {
  private readonly heap: Numbered[] = [];
  private entered = 0;

  add(at: number, wake: () => void): void {
    const entry = { at, wake, number: (this.entered += 1) };
    let place = this.heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.heap[parent];
      if (!above || isBefore(above, entry)) break;
      this.heap[place] = above;
      place = parent;
    }
    this.heap[place] = entry;
  }

  /** Takes the next one out. */
  next(): Entry | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (first && last && this.heap.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: Numbered): void {
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [one, other] = [this.heap[left], this.heap[left + 1]];
      const child = one && other && isBefore(other, one) ? other : one;
      if (!child || isBefore(entry, child)) break;
      this.heap[place] = child;
      place = child === one ? left : left + 1;
    }
    this.heap[place] = entry;
  }
}

function isBefore(a: Numbered, b: Numbered): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}
