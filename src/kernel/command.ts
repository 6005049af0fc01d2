import { getMetadataStorage, validateSync } from 'class-validator';
import { DomainError, type FieldError } from './domain-error';

/** What an accepted command answers with, at least. */
export interface AggregateVersion {
  /** Id of the aggregate. */
  readonly id: string;
  /** Its version after the command: what a reader waits for. */
  readonly version: number;
}

declare const result: unique symbol;

/**
 * A wish to change one aggregate, as data that can travel: a type, and flat fields of JSON with class-validator
 * decorators as their schema.
 *
 * @typeParam Result what the command is answered when it is accepted
 *
 * @example
 * export class RegisterUser extends Command {
 *   static readonly type = 'iam/user/register';
 *
 *   @IsUuid()
 *   readonly id!: string;
 * }
 * const command = RegisterUser.of({ id });
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it goes with the command to whoever executes it
export abstract class Command<Result extends AggregateVersion = AggregateVersion> {
  /** Never set: carries the type of the result. */
  declare readonly [result]?: Result;

  static of<C extends Command>(this: CommandClass<C>, data: CommandData<C>): C {
    return Object.assign(new this(), data);
  }

  /** A string literal, `context/aggregate/wish`; never derived from the name of the class, which minifiers change. */
  get type(): string {
    return (this.constructor as CommandClass).type;
  }

  /** What travels: `commandOf` of the command bus makes a command of it again. */
  toData(): PlainCommand {
    const set = Object.entries(this).filter(([, value]) => value !== undefined);
    return { type: this.type, data: Object.fromEntries(set) };
  }
}

export interface CommandClass<C extends Command = Command> {
  new (): C;
  /** `context/aggregate/wish` */
  readonly type: string;
}

export interface PlainCommand {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The fields of a command. */
export type CommandData<C extends Command> = Omit<C, keyof Command>;

/** What a command is answered. */
export type ResultOf<C extends Command> = [C] extends [never]
  ? AggregateVersion
  : C extends Command<infer Result>
    ? Result
    : never;

/** Errors in one refusal, and characters of a field's name: the sender chooses both, so both are bounded. */
const MOST_ERRORS = 50;
const LONGEST_NAME = 100;

/** Holds a command against its schema. @throws DomainError malformed, with the fields; values are never repeated */
export function checkCommand(command: Command): void {
  const errors = validateSync(command, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const wrong = errors.map(({ property, constraints = {} }): FieldError => {
    // Rules are kept from the last written to the first; what is written first (`@IsString()`) says the most.
    const [rule, message = 'is wrong'] = Object.entries(constraints).at(-1) ?? [];
    return { field: property, message: rule === 'whitelistValidation' ? 'is unknown' : message };
  });
  refuse(command.type, wrong);
}

/** A command of data that came from elsewhere. @throws DomainError malformed, with the fields that are wrong or unknown */
export function reviveCommand<C extends Command>(type: CommandClass<C>, data: unknown): C {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw malformed(type.type, 'Its data must be an object.');
  }
  const fields = fieldsOf(type);
  // First of all, since a field such as `constructor` would lead the validation itself astray.
  const unknown = Object.keys(data).filter((field) => !fields.has(field));
  refuse(
    type.type,
    unknown.map((field) => ({ field, message: 'is unknown' })),
  );
  const command = new type();
  Object.assign(command, data);
  checkCommand(command);
  return command;
}

/** @throws TypeError for a field without a rule: a fault of the class, which every command would be refused for */
export function checkSchema(type: CommandClass): void {
  const fields = fieldsOf(type);
  const bare = Object.keys(new type()).find((field) => !fields.has(field));
  if (bare === undefined) return;
  throw new TypeError(`${bare} of ${type.name} has no rule: decorate it, with @IsString() for instance.`);
}

function fieldsOf(type: CommandClass): ReadonlySet<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return new Set(rules.map(({ propertyName }) => propertyName));
}

function refuse(type: string, wrong: readonly FieldError[]): void {
  if (wrong.length === 0) return;
  const fields = wrong
    .slice(0, MOST_ERRORS)
    .map(({ field, message }) => ({ field: field.slice(0, LONGEST_NAME), message }));
  throw malformed(type, 'Some fields are wrong.', fields);
}

function malformed(type: string, message: string, fields: readonly FieldError[] = []): DomainError {
  return new DomainError('malformed', 'malformed-command', `${type} is malformed. ${message}`, { fields });
}
