import type { Plan, RoutePlan } from '../../src/composition/plan/plan';
import { Raw, ref, type YamlMap } from './yaml';

const READS = ['GET', 'HEAD'];

/** Rules of the template by which a deployment to prod names each write that needs no token: nobody opens one unawares. */
export function publicWriteRules({ contexts }: Plan): YamlMap {
  const writes = contexts
    .flatMap(({ routes }) => routes)
    .filter(({ method, access }) => access.kind === 'public' && !READS.includes(method));
  if (writes.length === 0) return {};
  return {
    PublicWrites: {
      RuleCondition: new Raw('!Equals [!Ref Stage, prod]'),
      Assertions: writes.map(assertionFor),
    },
  };
}

function assertionFor({ method, path }: RoutePlan): YamlMap {
  const route = `${method} ${path}`;
  return {
    Assert: { 'Fn::Contains': [ref('PublicWrites'), route] },
    AssertDescription: `${route} needs no token. If that is meant, add it to PublicWrites; if not, change its @Access.`,
  };
}
