import { IsPlainText, tidy } from '../../../../kernel/text';
import { Value } from '../../../../kernel/values';

export const LONGEST_LOCATION = 150;

/** Where an organisation is, in its own words: one line of plain text. */
export class Location extends Value {
  declare protected readonly kind: 'location';

  @IsPlainText(LONGEST_LOCATION, {
    message: `must have 1 to ${LONGEST_LOCATION} characters, one of them visible, and none that hides or turns text`,
  })
  readonly text: string;

  constructor(location: string) {
    super();
    this.text = tidy(location);
    this.validate();
  }
}
