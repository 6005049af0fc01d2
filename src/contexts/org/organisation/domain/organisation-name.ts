import { IsPlainText, tidy } from '../../../../kernel/text';
import { Value } from '../../../../kernel/values';

export const LONGEST_NAME = 120;

/** What an organisation is called: one line of plain text. */
export class OrganisationName extends Value {
  declare protected readonly kind: 'name of an organisation';

  @IsPlainText(LONGEST_NAME, {
    message: `must have 1 to ${LONGEST_NAME} characters, one of them visible, and none that hides or turns text`,
  })
  readonly text: string;

  constructor(name: string) {
    super();
    this.text = tidy(name);
    this.validate();
  }
}
