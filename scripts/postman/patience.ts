/** How often a read is sent again: with the API's own wait of 5 s, the read side has half a minute. */
const TRIES = { status: 504, count: 5 };
/** Of a read that cannot wait: its 404 comes at once, so the read side has a second or more. */
export const UNTIL_FOUND = { status: 404, count: 250 };
const COUNT = "pm.collectionVariables.get('late')";

/**
 * The test script of a read that must succeed once the read side has caught up: a 504 says that it has not yet, so the
 * request is sent again, at once, since the waiting is done by the API; nothing else is asserted of the 504.
 *
 * @param script of the answer that counts
 * @param tries the status that says so, and how often it may
 */
export function patiently(script: readonly string[], tries = TRIES): string[] {
  return [
    `const late = Number(${COUNT} ?? 0);`,
    `if (pm.response.code === ${tries.status} && late < ${tries.count}) {`,
    "  pm.collectionVariables.set('late', late + 1);",
    '  pm.execution.setNextRequest(pm.info.requestId);',
    '} else {',
    "  pm.collectionVariables.set('late', 0);",
    ...script.map((line) => `  ${line}`),
    '}',
  ];
}
