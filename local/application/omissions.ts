import { API_PRINCIPAL, PERMISSION_TYPE } from '../gateway/api-permissions';
import type { Unread } from '../template/property-reader';
import type { Resource } from '../template/resource';
import { similarTo } from '../template/similar';
import { SIMPLE_TABLE } from '../template/simple-table';
import { runningTypes, typeRule } from '../template/rules/type-rules';
import { TemplateError } from '../template/template-error';

export interface Omission {
  /** Where it stands in the template: `Commands.VpcConfig`, `Nightly (AWS::Events::Schedule)`. */
  readonly description: string;
  /** Empty where there is nothing to add. */
  readonly because: string;
  /** Whether the application may behave differently for it. */
  readonly matters: boolean;
}

/**
 * What a template declares and this machine does not run.
 *
 * @param sections of the template itself
 */
export function omissions(resources: readonly Resource[], sections: readonly Unread[] = []): Omission[] {
  return [
    ...sections.map(({ name, ...rest }) => ({ description: name, ...rest })),
    ...resources.flatMap(ofResource),
  ];
}

function ofResource(resource: Resource): Omission[] {
  const { logicalId, type, unread = [] } = resource;
  const rule = typeRule(type);
  if (rule.use !== 'runs' || (type === PERMISSION_TYPE && !isHeldByGateway(resource))) {
    const meant =
      rule.use === 'missed' ? similarTo(type, [...Object.keys(runningTypes), SIMPLE_TABLE]) : undefined;
    const because = meant === undefined ? '' : `did you mean ${meant}?`;
    return [{ description: `${logicalId} (${type})`, because, matters: rule.use === 'missed' }];
  }
  return unread.map(({ name, because, matters }) => ({
    description: `${logicalId}.${name}`,
    because,
    matters,
  }));
}

/** `It.VpcConfig does not run on this machine: there are no networks`, in one line. */
export function sentence({ description, because }: Omission): string {
  return `${description} does not run on this machine${because === '' ? '' : `: ${because}`}`;
}

/** Without its permission a route of the API does not start; those of others are not asked for. */
function isHeldByGateway({ properties }: Resource): boolean {
  try {
    return properties.Principal === API_PRINCIPAL;
  } catch (error) {
    if (error instanceof TemplateError) return false;
    throw error;
  }
}
