import type { TokenWishes } from '../../local/identity/token-order';
import { localPage } from '../installation/local-installation';

/** A token for development, of what `npm start` runs. @param url of its API @throws Error when it makes none */
export async function tokenOf(url: string, wishes: TokenWishes): Promise<string> {
  const query = new URLSearchParams(wishes as Record<string, string>);
  const { token } = await localPage<{ readonly token?: string }>(url, `token?${String(query)}`);
  if (token !== undefined) return token;
  throw new Error(`What runs at ${url} issues no tokens: is it another version of this application?`);
}
