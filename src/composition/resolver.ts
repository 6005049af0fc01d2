import type { Container } from 'inversify';
import type { Class } from '../eventsourcing/aggregate-module';

export type Resolve = <T extends object>(type: Class<T>) => T;

/** Gets instances from a container by their class, whatever its constructor takes. */
export function resolverOf(container: Container): Resolve {
  return <T extends object>(type: Class<T>) => container.get<T>(type as new () => T);
}
