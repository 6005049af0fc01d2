/**
 * A token of a running application, from the local runtime's own page.
 *
 * @param url of its API
 * @param sub whose; somebody who is always the same for a role when absent
 */
export async function tokenOf(url: string, role: string, sub?: string): Promise<string> {
  const query = new URLSearchParams({ role, ...(sub !== undefined && { sub }) });
  const response = await fetch(`${url}/_local/token?${String(query)}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`No token for ${role}: ${response.status} ${text}`);
  return (JSON.parse(text) as { readonly token: string }).token;
}
