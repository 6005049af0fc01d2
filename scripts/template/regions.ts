/** Lines for the place between two banners, made for the banners' own indentation. */
export type Region = (indent: number) => readonly string[];

const OPENS = />>> npm run template: (.+)$/u;

/**
 * Replaces what stands between each region's two banners and leaves every other byte alone.
 *
 * @throws Error for a region without a place, a place without a region, or a banner without its end
 */
export function replaceRegions(text: string, regions: Readonly<Record<string, Region>>): string {
  const lines = text.split('\n');
  const missing = new Set(Object.keys(regions));
  const result: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    result.push(line);
    const name = OPENS.exec(line)?.[1];
    if (name === undefined) continue;
    const region = regions[name];
    if (!region) throw new Error(`template.yaml: nothing is generated as "${name}"; remove its banners.`);
    const end = lines.indexOf(line.replace('>>>', '<<<'), index);
    if (end < 0) {
      throw new Error(`template.yaml: the banner "${line.trim()}" has no end; put "<<<" where it ends.`);
    }
    result.push(...region(line.length - line.trimStart().length));
    missing.delete(name);
    index = end - 1;
  }
  if (missing.size > 0) {
    const places = [...missing].map(
      (name) => `template.yaml: "${name}" has no place; add "# >>> npm run template: ${name}" and "<<<".`,
    );
    throw new Error(places.join('\n'));
  }
  return result.join('\n');
}
