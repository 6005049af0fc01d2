import type { Json } from '../../../local/template/json';
import {
  readTemplate,
  type TemplateDocument,
  type TemplateRule,
} from '../../../scripts/wiring/template-document';
import { soundTemplate } from './sound-template';
import { withChange } from './with-change';

let written: TemplateDocument | undefined;

/** template.yaml as it is; no rule changes it. */
function writtenTemplate(): TemplateDocument {
  return (written ??= readTemplate());
}

export interface BrokenVariant {
  /** Where template.yaml is changed, see withChange. */
  readonly at: string;
  /** The new value; undefined removes what is there. */
  readonly to: Json | undefined;
  /** What the rule says of the change. */
  readonly faults: readonly string[];
}

/** Tests that template.yaml keeps a rule, and that the rule sees every given way to break it. */
export function describeRule(
  name: string,
  rule: TemplateRule,
  variants: readonly [BrokenVariant, ...BrokenVariant[]],
): void {
  describe(name, () => {
    /** Told once, by the first test: a variant is judged by what its change adds. */
    let known: readonly string[];
    beforeAll(() => {
      known = rule(soundTemplate());
    });

    it('holds for template.yaml', () => {
      expect(rule(writtenTemplate())).toEqual([]);
    });

    it.each(variants)('sees a change at $at', ({ at, to, faults }) => {
      expect(rule(withChange(at, to)).filter((fault) => !known.includes(fault))).toEqual(faults);
    });
  });
}
