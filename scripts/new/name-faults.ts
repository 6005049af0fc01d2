import ts from 'typescript';
import { AggregateRoot } from '../../src/kernel/aggregate-root';
import { nameOf } from './names';
import { Refusal } from './refusal';

export type Named = 'context' | 'aggregate' | 'command' | 'event' | 'projection' | 'process' | 'plural';

/** AWS cuts the names that it makes of a stack's and a resource's at 64 characters, and what is left has to tell them apart. */
const LONGEST: Readonly<Record<Named, number>> = {
  context: 24,
  aggregate: 32,
  command: 32,
  event: 32,
  projection: 32,
  process: 80,
  plural: 36,
};

const EXAMPLE: Readonly<Record<Named, string>> = {
  context: 'billing',
  aggregate: 'invoice',
  command: 'issue',
  event: 'issued',
  projection: 'invoice-totals',
  process: 'rename-account-when-invoice-issued',
  plural: 'invoices',
};

/** Words that no variable can be called; TypeScript has some that JavaScript has not. */
const RESERVED = new Set([...reservedWords(), ...['arguments', 'async', 'await', 'eval', 'of', 'undefined']]);

function reservedWords(): string[] {
  const { FirstReservedWord, LastFutureReservedWord } = ts.SyntaxKind;
  const kinds = Object.values(ts.SyntaxKind).filter((kind) => typeof kind === 'number');
  return kinds
    .filter((kind) => kind >= FirstReservedWord && kind <= LastFutureReservedWord)
    .flatMap((kind) => ts.tokenToString(kind) ?? []);
}

/** @throws Refusal for a name that files, code, routes or resources could not have */
export function checkName(kind: Named, name: string): void {
  const fault = formFault(name) ?? lengthFault(kind, name) ?? meaningFault(kind, name);
  if (fault === undefined) return;
  throw new Refusal(
    `${article(kind)} ${kind} cannot be called "${shown(name)}": ${fault}, as in ${EXAMPLE[kind]}`,
  );
}

/** The first thing that is wrong with its characters. */
function formFault(name: string): string | undefined {
  if (name === '') return 'the name is missing; write it in small letters, digits and hyphens';
  if (/[^\u0020-\u007e]/u.test(name))
    return 'it has characters other than a to z, 0 to 9 and hyphens; use these alone';
  if (/[A-Z]/u.test(name))
    return 'it has capital letters; write it in small ones, with hyphens between words';
  if (/^[0-9]/u.test(name)) return 'it begins with a digit; begin with a letter';
  if (/[^a-z0-9-]/u.test(name))
    return 'it has characters other than a to z, 0 to 9 and hyphens; use these alone';
  if (/^-|-$|--/u.test(name)) return 'hyphens stand between words alone; take the others away';
  return undefined;
}

function lengthFault(kind: Named, name: string): string | undefined {
  const longest = LONGEST[kind];
  if (name.length <= longest) return undefined;
  return `it has ${name.length} characters, and names of resources are made of it; use at most ${longest}`;
}

/** Names that a language or the engine has its own meaning for. */
function meaningFault(kind: Named, name: string): string | undefined {
  const { camel, pascal } = nameOf(name);
  if (RESERVED.has(camel)) return `"${camel}" is a reserved word of TypeScript; choose another`;
  if (camel in Object.prototype || camel === 'prototype') {
    return `"${camel}" is a member of every object or class in JavaScript; choose another`;
  }
  if (kind === 'command' && (camel in AggregateRoot.prototype || camel === 'id' || camel === 'stream')) {
    return `every aggregate has a member "${camel}" already; choose another`;
  }
  if (kind === 'aggregate' && pascal in globalThis) {
    return `"${pascal}" is a class of JavaScript itself; say what kind of ${name} it is`;
  }
  return undefined;
}

/** What came in may be anything, and is printed. */
function shown(name: string): string {
  const text = JSON.stringify(name).slice(1, -1);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

function article(kind: Named): string {
  return /^[aeiou]/u.test(kind) ? 'an' : 'a';
}
