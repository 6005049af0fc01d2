import { templateVariant } from '../../template-variant';

/** Writes template.yaml with the projector whose time is up before it has begun. @returns the file */
export function hurriedTemplate(): string {
  const [from, to] = ['src/functions/iam/projector.ts', 'test/flow/consumers/functions/hurried/projector.ts'];
  return templateVariant('hurried', [{ resource: 'IamProjector', from, to }]);
}
