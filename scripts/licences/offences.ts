import { isPermissive } from './is-permissive';

/** A package that production installs. */
export interface ProductionPackage {
  /** `name@version` */
  readonly id: string;
  /** SPDX expressions; all of them apply. */
  readonly licences: readonly string[];
  /** What its authors say to those who still use it, if they gave it up. */
  readonly deprecated: string | undefined;
}

/** One line for each package that must not be shipped, naming the reason. */
export function offences(packages: readonly ProductionPackage[]): string[] {
  return packages.flatMap(({ id, licences, deprecated }) => [
    ...(licences.length > 0 && licences.every(isPermissive)
      ? []
      : [`${id} has no permissive licence: ${licences.join(', ') || 'none found'}`]),
    ...(deprecated === undefined ? [] : [`${id} is deprecated: ${deprecated}`]),
  ]);
}
