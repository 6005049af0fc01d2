export type TemplatePath = readonly (string | number)[];

/** A fault in the template that its author can mend. The message is one line and says how. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    readonly path: TemplatePath,
    readonly problem: string,
    readonly location = '',
  ) {
    const where = [location, path.join('.')].filter((part) => part !== '').join(': ');
    super(where === '' ? problem : `${where}: ${problem}`);
  }

  /** The same fault with the file and line where it stands. */
  at(location: string): TemplateError {
    return new TemplateError(this.path, this.problem, location);
  }
}
