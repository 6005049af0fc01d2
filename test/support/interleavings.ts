import { setImmediate } from 'node:timers/promises';

/** Waits until it is its turn. */
export type Gate = () => Promise<void>;

/**
 * Plays something in every order in which its steps can follow one another. A step begins with `await gate()`; between
 * two gates nothing may wait for more than promises that are settled already.
 *
 * @param play begins everything anew, and gives back what has to end
 * @param check looks at what came of one order
 * @returns how many orders there are
 */
export async function everyInterleaving(
  play: (gate: Gate) => readonly Promise<unknown>[],
  check: () => void | Promise<void>,
): Promise<number> {
  const choices: { taken: number; of: number }[] = [];
  for (let orders = 1; ; orders += 1) {
    const waiting: (() => void)[] = [];
    const ends = play(
      () =>
        new Promise((resolve) => {
          waiting.push(resolve);
        }),
    );
    for (let depth = 0; ; depth += 1) {
      // By then each of the tasks waits at a gate or has ended.
      await setImmediate();
      if (waiting.length === 0) break;
      const choice = (choices[depth] ??= { taken: 0, of: waiting.length });
      waiting.splice(choice.taken, 1)[0]?.();
    }
    await Promise.all(ends);
    await check();
    while (isLast(choices.at(-1))) choices.pop();
    const last = choices.at(-1);
    if (!last) return orders;
    last.taken += 1;
  }
}

function isLast({ taken, of }: { taken: number; of: number } = { taken: 0, of: 0 }): boolean {
  return taken + 1 === of;
}
