/** A mistake in how a controller is declared; thrown at start-up, never while serving. */
export class RouteDefinitionError extends Error {
  override readonly name = 'RouteDefinitionError';

  /**
   * @param where class and method: `UserController.register`
   * @param fix what is wrong and what to write instead
   */
  constructor(where: string, fix: string) {
    super(`${where}: ${fix}`);
  }
}
