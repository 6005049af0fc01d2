/**
 * @param milliseconds Infinity to wait for ever
 * @returns undefined when the time is up first; what is awaited goes on all the same
 */
export async function within<Result>(
  milliseconds: number,
  awaited: Promise<Result>,
): Promise<Result | undefined> {
  if (milliseconds === Infinity) return awaited;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, milliseconds);
  });
  const first = await Promise.race([awaited, tooLate]);
  clearTimeout(timer);
  return first;
}
