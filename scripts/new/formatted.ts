import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import style from '../../.prettierrc.json';

/** The text of a file as the project's Prettier writes it. */
export async function formatted(path: string, text: string): Promise<string> {
  const { singleQuote, printWidth } = style;
  const plugins = [babel, estree, typescript];
  return format(text.trimStart(), { singleQuote, printWidth, plugins, filepath: path });
}
