import { isDeepStrictEqual } from 'node:util';
import { mustBe, type Api } from '../flow/api';
import type { Client, Outcome, Request } from './client';

type Fields = Readonly<Record<string, unknown>>;

/** The event that a command makes, as `GET …/events` shows it. */
export interface Expected {
  readonly type: string;
  /** What its data have to be; others do not matter. */
  readonly data: Fields;
}

export interface LoggedEvent {
  readonly version: number;
  readonly type: string;
  readonly data: Fields;
}

interface Told extends Expected {
  readonly outcome: Outcome;
}

/** Aggregates of one kind: what their clients know of their commands, and how to hold that against the log. */
export class Journal {
  private readonly told = new Map<string, Told[]>();

  /**
   * @param path of the aggregates: `/users`
   * @param byProcesses types of events that come about without a client
   */
  constructor(
    private readonly path: string,
    private readonly byProcesses: readonly string[] = [],
  ) {}

  /** Ids of all aggregates that were asked for, there or not. */
  get ids(): readonly string[] {
    return [...this.told.keys()];
  }

  /** Sends a command to an aggregate, and keeps what becomes of it. */
  async send(client: Client, id: string, request: Request, expected: Expected): Promise<Outcome> {
    const commands = this.told.get(id) ?? [];
    this.told.set(id, commands);
    const outcome = await client.send(request);
    commands.push({ ...expected, outcome });
    return outcome;
  }

  /** Whether a command to this aggregate was accepted. */
  isThere(id: string): boolean {
    return this.told.get(id)?.some(({ outcome }) => outcome.kind === 'accepted') ?? false;
  }

  /** @returns the events of an aggregate from its first on; none when it is not there */
  async events(api: Api, id: string): Promise<readonly LoggedEvent[]> {
    const path = `${this.path}/${id}/events`;
    const { status } = await api.get(`${path}?limit=1`);
    return status === 404 ? [] : ((await api.all(path)) as unknown as LoggedEvent[]);
  }

  /**
   * Every acknowledged command is in the log once, at the version that was told, and nothing is there that nobody asked
   * for.
   */
  violations(id: string, events: readonly LoggedEvent[]): string[] {
    const where = `${this.path}/${id}`;
    const gap = events.findIndex(({ version }, index) => version !== index + 1);
    if (gap >= 0) return [`${where}: version ${String(events[gap]?.version)} stands at place ${gap + 1}`];
    const violations: string[] = [];
    const claimed = new Set<number>();
    const told = this.told.get(id) ?? [];
    for (const command of told) {
      if (command.outcome.kind !== 'accepted') continue;
      const version = Number(command.outcome.body.version);
      const event = events[version - 1];
      if (event === undefined) violations.push(`${where}: ${command.type} of version ${version} is lost`);
      else if (!isMadeBy(event, command))
        violations.push(
          `${where}: version ${version} is ${event.type}, and not the ${command.type} acknowledged`,
        );
      else if (claimed.has(version)) violations.push(`${where}: version ${version} was acknowledged twice`);
      claimed.add(version);
    }
    const unknown = told.filter(({ outcome }) => outcome.kind === 'unknown');
    for (const event of events) {
      if (claimed.has(event.version) || this.byProcesses.includes(event.type)) continue;
      const command = unknown.findIndex((each) => isMadeBy(event, each));
      if (command < 0) violations.push(`${where}: nobody asked for version ${event.version}, ${event.type}`);
      else unknown.splice(command, 1);
    }
    return violations;
  }

  /** Reads a row at the version that the log has. @returns what differs from what the events say */
  async rowViolations(api: Api, id: string, expected: Fields): Promise<string[]> {
    const { version } = expected;
    const { body } = mustBe(200, await api.fresh(`${this.path}/${id}?minVersion=${String(version)}`));
    return isDeepStrictEqual(body, { id, ...expected })
      ? []
      : [`${this.path}/${id}: the row is ${JSON.stringify(body)}, and not ${JSON.stringify(expected)}`];
  }
}

function isMadeBy({ type, data }: LoggedEvent, expected: Expected): boolean {
  if (type !== expected.type) return false;
  return Object.entries(expected.data).every(([name, value]) => isDeepStrictEqual(data[name], value));
}

/** What a list has too little, too much or twice. */
export function listViolations(
  list: string,
  items: readonly { readonly id?: unknown }[],
  expected: ReadonlySet<string>,
): string[] {
  const ids = items.map(({ id }) => String(id));
  const found = new Set(ids);
  return [
    ...[...expected].filter((id) => !found.has(id)).map((id) => `${list} lacks ${id}`),
    ...[...found].filter((id) => !expected.has(id)).map((id) => `${list} has ${id} too much`),
    ...(found.size < ids.length ? [`${list} has something twice`] : []),
  ];
}

/** Values that more than one of them has. */
export function repeated(what: string, values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    if (seen.has(value)) return [`${what} ${value} is there twice`];
    seen.add(value);
    return [];
  });
}
