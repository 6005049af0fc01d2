/** Where the operations of all local services are listed. */
const LIST = 'docs/local-services.md';

/** What every service here says to an operation that it does not have. */
export function unknownOperation(service: string, operation: string): string {
  return `The local ${service} has no operation "${operation}"; ${LIST} lists those that it has.`;
}
