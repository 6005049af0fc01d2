import type { JWTPayload } from 'jose';
import { isJsonObject, type Json } from '../../template/json';

/** Claims of a token as functions get them: every value is text, `[a b]` for a list and `map[a:1]` for a map. */
export function claimTexts(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims as Record<string, Json>).map(([name, value]) => [name, textOf(value)]),
  );
}

/** Scopes of a token: words in a text, or a list. */
export function scopesOf({ scope, scp }: JWTPayload): string[] {
  return [scope, scp].flatMap((value) => {
    if (Array.isArray(value)) return value.map(String);
    return typeof value === 'string' ? value.split(' ').filter((each) => each !== '') : [];
  });
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`;
  if (isJsonObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${key}:${textOf(value[key] ?? null)}`);
    return `map[${entries.join(' ')}]`;
  }
  return String(value);
}
