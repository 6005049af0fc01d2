import { basename } from 'node:path';
import type { AggregateModule, ContextModule } from '../../src/eventsourcing/aggregate-module';
import { handledCommand } from '../../src/eventsourcing/writing/command-bus';
import { basePathOf } from '../../src/http/decorators';
import { AggregateRoot } from '../../src/kernel/aggregate-root';
import { Command } from '../../src/kernel/command';
import type { SourceFile } from './source-files';

/** What the manifests list, by identity. */
interface Listed {
  readonly all: ReadonlySet<unknown>;
  /** Types of the commands that have a handler, listed or not. */
  readonly commands: ReadonlySet<string>;
}

/**
 * What the contexts' files hold and no manifest lists: it compiles, and nobody calls it.
 *
 * @returns one line for each, with the manifest where it belongs
 */
export function unlistedFaults(contexts: readonly ContextModule[], files: readonly SourceFile[]): string[] {
  const listed = listedIn(contexts, files);
  const seen = new Set<unknown>();
  return files.flatMap((file) =>
    Object.entries(file.exports).flatMap(([name, value]) => {
      if (listed.all.has(value) || seen.has(value)) return [];
      seen.add(value);
      const fix = fixFor(file, name, value, listed);
      return fix === undefined ? [] : [`${file.path}: ${fix}`];
    }),
  );
}

/** What a manifest lists that nobody lists itself is listed all the same: one line for the manifest is enough. */
function listedIn(contexts: readonly ContextModule[], files: readonly SourceFile[]): Listed {
  const exported = files.flatMap(({ exports }) => Object.values(exports));
  const everyContext = [...contexts, ...exported.filter(isContextModule)];
  const ofContexts = everyContext.flatMap(({ aggregates }) => aggregates);
  const modules = [...ofContexts, ...exported.filter(isAggregateModule)];
  const handlers = modules.flatMap((module) => module.handlers);
  return {
    all: new Set<unknown>([
      ...contexts,
      ...ofContexts,
      ...everyContext.flatMap(({ processes, reads }) => [...processes, ...reads]),
      ...modules.flatMap(({ aggregate, events, controllers, projections, tallies }) => [
        aggregate,
        events,
        ...controllers,
        ...projections,
        ...tallies,
      ]),
      ...handlers,
    ]),
    commands: new Set(
      [...handlers, ...exported].flatMap((each) =>
        typeof each === 'function' ? (handledCommand(each)?.type ?? []) : [],
      ),
    ),
  };
}

/** @returns undefined for what needs no manifest */
function fixFor(
  { path, manifest }: SourceFile,
  name: string,
  value: unknown,
  { commands }: Listed,
): string | undefined {
  if (isContextModule(value)) {
    return `no function serves ${name}: add it to \`contexts\` in src/composition/modules.ts.`;
  }
  if (isAggregateModule(value))
    return `no context has ${name}: add it to \`aggregates\` in ${manifest.context}.`;
  if (isEventSource(value))
    return `${name} is the source of no aggregate: name it as \`events\` in ${manifest.aggregate}.`;
  if (typeof value !== 'function') return undefined;
  const command = handledCommand(value);
  if (command !== undefined) {
    return `${name} handles ${command.type} and is in no manifest, so nothing would: add it to \`handlers\` in ${manifest.aggregate}.`;
  }
  if (basePathOf(value as never) !== undefined) {
    return `nobody serves the routes of ${name}: add it to \`controllers\` in ${manifest.aggregate}.`;
  }
  if (isClass(value, Command) && !commands.has(value.type)) {
    return `nothing handles ${name} (${value.type}): write a class with @Handles(${name}) and list it in ${manifest.aggregate}.`;
  }
  if (isClass(value, AggregateRoot))
    return `${name} is the aggregate of no manifest: write one, ${manifest.aggregate}.`;
  if (path.endsWith('.projection.ts') && isNamedClass(value)) {
    return `no function runs ${name}: add it to \`projections\` in ${manifest.aggregate}.`;
  }
  if (path.endsWith('.tally.ts') && isNamedClass(value)) {
    return `no function runs ${name}: add it to \`tallies\` in ${manifest.aggregate}.`;
  }
  if (path.endsWith('.process.ts') && isNamedClass(value)) {
    return `no function runs ${name}: add it to \`processes\` in ${manifest.context}.`;
  }
  return undefined;
}

/** A class of its own below one of the house's, with a type: not one that others build on. */
function isClass(value: object, base: { readonly prototype: object }): value is { readonly type: string } {
  const prototype: unknown = 'prototype' in value ? value.prototype : undefined;
  return Object.hasOwn(value, 'type') && base.prototype.isPrototypeOf(prototype as object);
}

function isNamedClass(value: object): boolean {
  return /^class\b/u.test(Function.prototype.toString.call(value));
}

function has(value: unknown, ...keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key));
}

function isContextModule(value: unknown): value is ContextModule {
  return has(value, 'name', 'aggregates', 'processes', 'functions');
}

function isAggregateModule(value: unknown): value is AggregateModule {
  return has(value, 'aggregate', 'events', 'handlers', 'projections');
}

function isEventSource(value: unknown): boolean {
  return has(value, 'type', 'upcasters', 'views', 'personal');
}

/** The context whose folder a module's file is in has to be called as the folder: everything is found by that name. */
export function folderFaults(contexts: readonly ContextModule[], files: readonly SourceFile[]): string[] {
  const folders = new Map(files.map(({ folder, root }) => [folder, root]));
  return [...folders].flatMap(([folder, root]) => {
    const path = `${root}/${folder}/${folder}.module.ts`;
    const file = files.find((each) => each.path === path);
    if (!file)
      return [`${root}/${folder} has no ${basename(path)}: write the manifest of the context there.`];
    const name = `${folder.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase())}Module`;
    const module = file.exports[name];
    if (!isContextModule(module)) {
      return file.isBroken
        ? []
        : [`${path}: export the context's manifest as ${name}, by which functions find it.`];
    }
    return module.name === folder || !contexts.includes(module)
      ? []
      : [`${path}: the context is called '${module.name}' and its folder ${folder}: give both one name.`];
  });
}
