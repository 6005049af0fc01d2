import { AwsError } from '../aws-json/aws-error';
import { DEFAULT_GROUP, type Schedule, type ScheduleGroup } from './schedule';
import { NOT_KEPT, type Change, type SchedulesFile } from './schedules-file';

/** Schedules by group and name. */
export class ScheduleStore {
  private readonly groupsByName = new Map<string, ScheduleGroup>([
    [DEFAULT_GROUP, { name: DEFAULT_GROUP, createdAt: 0 }],
  ]);
  private readonly byKey = new Map<string, Schedule>();

  constructor(private readonly file: SchedulesFile = NOT_KEPT) {
    for (const change of file.known) this.apply(change);
    const groups = this.groups.filter(({ name }) => name !== DEFAULT_GROUP);
    file.replace([
      ...groups.map((group) => ({ group })),
      ...this.schedules.map((schedule) => ({ schedule })),
    ]);
  }

  get groups(): readonly ScheduleGroup[] {
    return [...this.groupsByName.values()];
  }

  get schedules(): readonly Schedule[] {
    return [...this.byKey.values()];
  }

  /** @throws AwsError ResourceNotFoundException */
  group(name: string): ScheduleGroup {
    return this.groupsByName.get(name) ?? missing(`Schedule group ${name}`);
  }

  addGroup(group: ScheduleGroup): void {
    if (this.groupsByName.has(group.name)) throw exists(`Schedule group ${group.name}`);
    this.change({ group });
  }

  /** With all its schedules. @throws AwsError ResourceNotFoundException, or ValidationException for the default one */
  removeGroup(name: string): void {
    this.group(name);
    if (name === DEFAULT_GROUP)
      throw new AwsError('ValidationException', 'The default schedule group cannot be deleted.');
    this.change({ gone: { group: name } });
  }

  find(group: string, name: string): Schedule | undefined {
    return this.byKey.get(keyOf({ group, name }));
  }

  /** @throws AwsError ResourceNotFoundException */
  get(group: string, name: string): Schedule {
    return this.find(group, name) ?? missing(`Schedule ${name}`);
  }

  /** @throws AwsError ConflictException, or ResourceNotFoundException for its group */
  add(schedule: Schedule): void {
    this.group(schedule.group);
    if (this.byKey.has(keyOf(schedule))) throw exists(`Schedule ${schedule.name}`);
    this.put(schedule);
  }

  put(schedule: Schedule): void {
    this.change({ schedule });
  }

  /** @throws AwsError ResourceNotFoundException */
  remove(group: string, name: string): void {
    this.get(group, name);
    this.change({ gone: { group, name } });
  }

  private change(change: Change): void {
    this.file.add(change);
    this.apply(change);
  }

  private apply(change: Change): void {
    if ('group' in change) this.groupsByName.set(change.group.name, change.group);
    else if ('schedule' in change) this.byKey.set(keyOf(change.schedule), change.schedule);
    else this.forget(change.gone);
  }

  private forget({ group, name }: { readonly group: string; readonly name?: string }): void {
    if (name === undefined) this.groupsByName.delete(group);
    for (const schedule of name === undefined ? this.schedules : [{ group, name }]) {
      if (schedule.group === group) this.byKey.delete(keyOf(schedule));
    }
  }
}

function keyOf({ group, name }: Pick<Schedule, 'group' | 'name'>): string {
  return `${group}/${name}`;
}

function missing(what: string): never {
  throw new AwsError('ResourceNotFoundException', `${what} does not exist.`, 404);
}

function exists(what: string): AwsError {
  return new AwsError('ConflictException', `${what} already exists.`, 409);
}
