/** Name of an aggregate's stream: `iam/user#<uuid>`. */
export function streamOf(type: string, id: string): string {
  return `${type}#${id}`;
}

/** The parts of a stream's name. @throws TypeError when it is not one */
export function parseStream(stream: string): { readonly type: string; readonly id: string } {
  const at = stream.indexOf('#');
  if (at < 1 || at === stream.length - 1) throw new TypeError(`${stream} is not a stream: expected type#id.`);
  return { type: stream.slice(0, at), id: stream.slice(at + 1) };
}
