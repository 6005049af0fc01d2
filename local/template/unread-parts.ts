import type { JsonObject } from './json';
import type { Unread } from './property-reader';
import type { PropertyRules } from './rules/rule';
import { attributeRules, knownTransforms, sectionRules } from './rules/template-rules';
import { suggestion } from './similar';

/** Sections and transforms of a template that do nothing on this machine. */
export function unreadSections(root: JsonObject): Unread[] {
  const transforms = [root.Transform ?? []]
    .flat()
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  return [
    ...unreadNames(root, sectionRules),
    ...transforms
      .filter((transform) => !knownTransforms.has(transform))
      .map((transform) => ({
        name: `Transform ${transform}`,
        because: 'nobody here knows what it makes',
        matters: true,
      })),
  ];
}

/** What a resource declares beside its properties and does nothing on this machine. */
export function unreadAttributes(declared: JsonObject): Unread[] {
  return unreadNames(declared, attributeRules);
}

function unreadNames(declared: JsonObject, rules: PropertyRules): Unread[] {
  return Object.keys(declared).flatMap((name): Unread[] => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule?.use === 'read') return [];
    return [
      {
        name,
        because: rule?.because ?? `this machine does not know it${suggestion(name, Object.keys(rules))}`,
        matters: rule?.use !== 'harmless',
      },
    ];
  });
}
