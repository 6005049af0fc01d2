import { parseTemplate, type ParsedTemplate } from '../../local/template/parse-template';
import { TemplateError } from '../../local/template/template-error';
import type { Plan } from '../../src/composition/plan/plan';
import { replaceRegions } from '../template/regions';
import { templateRegions } from '../template/template-regions';
import { differences } from './differences';
import { fault, stale, type Fault } from './fault';
import { sharedPartFaults } from './shared-part';

const WRITTEN = 'npm run template writes it';
/** Obeyed without a thought, `npm run template` would take away what code still calls. */
const SAID_OR_REMOVED =
  'if its code needs that, the manifest has to say so (`reads`, `table` or `details` of a projection); ' +
  'if not, npm run template removes it';

export interface TemplateFile {
  readonly text: string;
  /** Its path, for the messages. */
  readonly path: string;
}

/**
 * What template.yaml lacks, has wrongly or has beyond what the manifests ask for.
 *
 * @param areSound whether the manifests say all that they should: if not, what is beyond them means nothing yet
 */
export function templateFaults(plan: Plan, { text, path: file }: TemplateFile, areSound = true): Fault[] {
  let expectedText: string;
  try {
    expectedText = replaceRegions(text, templateRegions(plan));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n').map(fault);
  }
  const actual = parsed(text);
  const expected = parsed(expectedText);
  if (expected instanceof TemplateError) return [fault(`${file}:${expected.message}`)];
  if (actual instanceof TemplateError) {
    return [fault(`${file}:${actual.message}; it stands between the banners, and ${WRITTEN} anew.`)];
  }
  const found = differences(actual.root, expected.root)
    .filter(({ isBeyond }) => areSound || isBeyond !== true)
    .map(({ path, message, isBeyond }) => {
      const fix = isBeyond ? SAID_OR_REMOVED : WRITTEN;
      // What is missing as a whole has no line.
      const place = path.length > 2 || isBeyond ? `${file}:${actual.lineOf(path)}` : file;
      return fault(`${place}: ${message}; ${fix}.`);
    });
  const byHand = sharedPartFaults(expected.root).map((message) => fault(`${file}: ${message}`));
  if (found.length > 0 || !areSound || text === expectedText) return [...found, ...byHand];
  const line = firstDifference(text, expectedText);
  const message = `${file}:${line}: this line between the banners is not what npm run template writes; run it.`;
  return [stale(message), ...byHand];
}

function parsed(text: string): ParsedTemplate | TemplateError {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

function firstDifference(text: string, expected: string): number {
  const lines = expected.split('\n');
  return text.split('\n').findIndex((line, index) => line !== lines[index]) + 1;
}
