import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import fc from 'fast-check';
import { uuidOf } from '../../test/support/uuid-of';
import { checkCommand, Command, reviveCommand } from './command';
import { DomainError, type FieldError } from './domain-error';
import { IsUuid } from './values';

class LabelBox extends Command {
  static readonly type = 'shop/box/label';

  @IsUuid()
  readonly id!: string;

  @IsString()
  @MaxLength(20)
  readonly label!: string;

  @IsOptional()
  @IsInt()
  readonly size?: number;
}

const id = uuidOf(1);

/** The fields that are named, or nothing when nothing is refused. */
function refusedFields(act: () => unknown): readonly FieldError[] | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error).toMatchObject({ kind: 'malformed', code: 'malformed-command' });
    return error.fields;
  }
}

describe('a command', () => {
  it('is plain data with a type', () => {
    const command = LabelBox.of({ id, label: 'toys' });
    expect(command.type).toBe('shop/box/label');
    expect(command.toData()).toEqual({ type: 'shop/box/label', data: { id, label: 'toys' } });
    expect(JSON.stringify(command.toData())).toBe(
      `{"type":"shop/box/label","data":{"id":"${id}","label":"toys"}}`,
    );
  });

  it('comes back as it was from wherever it has travelled', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ maxLength: 20 }), fc.option(fc.integer()), (uuid, label, size) => {
        const command = LabelBox.of({ id: uuid, label, ...(size !== null && { size }) });
        const travelled: unknown = JSON.parse(JSON.stringify(command.toData().data));
        expect(reviveCommand(LabelBox, travelled)).toEqual(command);
      }),
    );
  });

  it('is held against its schema, each field by the rule that says the most', () => {
    expect(
      refusedFields(() => {
        checkCommand(LabelBox.of({ id, label: 'toys' }));
      }),
    ).toBeUndefined();
    expect(
      refusedFields(() => {
        checkCommand(LabelBox.of({ id: 'ONE', label: 1 as never }));
      }),
    ).toEqual([
      { field: 'id', message: 'id must be a UUID in lower case' },
      { field: 'label', message: 'label must be a string' },
    ]);
  });

  it.each([
    ['upper case', uuidOf(1).replace('0', 'A')],
    ['nil', '00000000-0000-0000-0000-000000000000'],
    ['no text', 7],
    ['missing', undefined],
  ])('has no id that is %s', (_, wrong) => {
    const made = refusedFields(() => reviveCommand(LabelBox, { id: wrong, label: 'toys' }));
    expect(made).toEqual([{ field: 'id', message: 'id must be a UUID in lower case' }]);
  });

  it.each(['colour', 'type', 'toData', 'constructor', '__proto__', 'toString'])(
    'has no field %s, which is unknown, and is not led astray by it',
    (field) => {
      const data: unknown = JSON.parse(`{"id":"${id}","label":"toys","${field}":{"id":1}}`);
      expect(refusedFields(() => reviveCommand(LabelBox, data))).toEqual([{ field, message: 'is unknown' }]);
    },
  );

  it.each([[null], ['text'], [1], [['a list']], [undefined]])('is not made of %j', (data) => {
    expect(() => reviveCommand(LabelBox, data)).toThrow(
      'shop/box/label is malformed. Its data must be an object.',
    );
  });

  it('is refused in few words, and without what it says', () => {
    const fields = Array.from({ length: 60 }, (_, index) => [`${index}${'x'.repeat(200)}`, 'secret']);
    const refused = refusedFields(() => reviveCommand(LabelBox, Object.fromEntries(fields))) ?? [];
    expect(refused).toHaveLength(50);
    expect(Math.max(...refused.map(({ field }) => field.length))).toBe(100);
    expect(JSON.stringify(refused)).not.toContain('secret');
  });
});
