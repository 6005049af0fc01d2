import type { AccessRule, Condition } from '../../src/http/access';

/** Who may call a route, for people; nothing where everybody may. */
export function accessText(rule: AccessRule): string | undefined {
  if (rule.kind === 'public') return undefined;
  return `For ${rule.conditions.map(conditionText).join(', or ')}.`;
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'authenticated':
      return 'whoever has a token';
    case 'role':
      return `the role \`${condition.role}\``;
    case 'owner': {
      const { parameter, role } = condition;
      const whose = `whoever has a token whose \`sub\` is \`${parameter}\``;
      return role === undefined ? whose : `${whose}, with the role \`${role}\``;
    }
  }
}
