import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second of Linux on x86-64 and arm64 (`getconf CLK_TCK`). */
const TICKS = 100;

/** Seconds of CPU that the environments of each function have used, by the function's name. Linux only. */
export function cpuByFunction(): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry))) {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name, in brackets, may hold blanks; what follows it starts with the third field.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[1]) !== process.pid) continue;
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      const name = variables.find((each) => each.startsWith(NAME))?.slice(NAME.length);
      const used = (Number(fields[11]) + Number(fields[12])) / TICKS;
      if (name !== undefined) seconds.set(name, (seconds.get(name) ?? 0) + used);
    } catch (error) {
      // It ended between the listing and the look.
      if (!['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return seconds;
}

const NAME = 'AWS_LAMBDA_FUNCTION_NAME=';
