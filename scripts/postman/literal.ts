/** Values as they stand in a script: `{{annId}}` becomes a look-up of the variable. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return textLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`);
  return `{ ${members.join(', ')} }`;
}

function textLiteral(text: string): string {
  const variable = /^\{\{(\w+)\}\}$/.exec(text)?.[1];
  if (variable !== undefined) return lookUp(variable);
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  if (!text.includes('{{')) return `'${escaped.replaceAll("'", "\\'")}'`;
  const filled = escaped
    .replaceAll('`', '\\`')
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => `\${${lookUp(name)}}`);
  return `\`${filled}\``;
}

function lookUp(variable: string): string {
  return `pm.variables.get('${variable}')`;
}
