import { readFileSync } from 'node:fs';
import { parseTemplate } from '../../../local/template/parse-template';
import { replaceRegions } from '../../../scripts/template/regions';
import { templateRegions } from '../../../scripts/template/template-regions';
import type { TemplateDocument } from '../../../scripts/wiring/template-document';
import { contexts } from '../../../src/composition/modules';
import { planOf } from '../../../src/composition/plan/plan-of';
import { setEnvironment } from '../../support/process-environment';

/** As JSON: to parse it is a hundred times as fast as to parse the template. */
let sound: string | undefined;

/**
 * template.yaml as `npm run template` would write it: what rules are tried on, so that a line that is lost between the
 * banners fails the tests that look for it, and not all that try a rule beside it.
 */
export function soundTemplate(): TemplateDocument {
  sound ??= JSON.stringify(parseTemplate(soundText()).root);
  return JSON.parse(sound) as TemplateDocument;
}

function soundText(): string {
  const restore = setEnvironment({});
  try {
    return replaceRegions(readFileSync('template.yaml', 'utf8'), templateRegions(planOf(contexts)));
  } finally {
    restore();
  }
}
