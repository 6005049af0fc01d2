import { format, resolveConfig } from 'prettier';

/** Text as the project's Prettier writes it. */
export async function formatted(path: string, text: string): Promise<string> {
  const config = await resolveConfig(path);
  return format(text.trimStart(), { ...config, filepath: path });
}
