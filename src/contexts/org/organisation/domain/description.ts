import { IsPlainLines, tidyLines } from '../../../../kernel/text';
import { Value } from '../../../../kernel/values';

export const LONGEST_DESCRIPTION = 1_200;

/** What an organisation does: plain text in as many lines as fit, or none. */
export class Description extends Value {
  declare protected readonly kind: 'description';

  @IsPlainLines(LONGEST_DESCRIPTION, {
    message: `must have at most ${LONGEST_DESCRIPTION} characters, and none that hides or turns text`,
  })
  readonly text: string;

  constructor(description: string) {
    super();
    this.text = tidyLines(description);
    this.validate();
  }
}
