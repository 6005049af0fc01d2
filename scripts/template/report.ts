type Files = Iterable<readonly [path: string, text: string]>;

/** Of a consumer's fixture that has no message in it. */
const NO_RECORDS = /^\s*\{\s*"Records":\s*\[\s*\]\s*\}\s*$/u;

/** What `npm run template` tells: what it changed, and which fixtures wait for something to be made of. */
export function reportOf(files: Files, changed: Files, deleted: readonly string[]): string[] {
  const lines = [
    ...[...changed].map(([path]) => `wrote ${path}`),
    ...deleted.map((path) => `deleted ${path}`),
  ];
  const empty = [...files].filter(([path, text]) => path.startsWith('events/') && NO_RECORDS.test(text));
  return [
    ...(lines.length > 0 ? lines : ['all is up to date']),
    ...empty.map(
      ([path]) =>
        `${path} has no message: add stored commits of what it follows (npm run corpus:check says where), then run npm run template again.`,
    ),
  ];
}
