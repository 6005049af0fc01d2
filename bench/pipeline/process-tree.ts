import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** Seconds of CPU since the processes began. */
  readonly cpu: number;
  /** Resident megabytes now. */
  readonly memory: number;
}

/** Ticks a second and page size of Linux on x86-64 and arm64 (`getconf CLK_TCK PAGESIZE`). */
const TICKS = 100;
const PAGE = 4096;

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
  readonly pages: number;
}

/** CPU and memory of a process with all its descendants, as /proc has them. Linux only. */
export function usageOf(root: number): Usage {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/u.test(name) ? statOf(Number(name)) : []));
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  const members = all.filter(({ pid }) => tree.has(pid));
  const sum = (of: (stat: ProcessStat) => number): number =>
    members.reduce((total, stat) => total + of(stat), 0);
  return { cpu: sum(({ ticks }) => ticks) / TICKS, memory: (sum(({ pages }) => pages) * PAGE) / 1024 ** 2 };
}

function statOf(pid: number): ProcessStat[] {
  let text;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended between the listing and the look.
    return [];
  }
  // The name, in brackets, may hold blanks; what follows it starts with the third field.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return [{ pid, parent: field(4), ticks: field(14) + field(15), pages: field(24) }];
}
