import { Describe, descriptionOf } from './describe';

class Base {
  @Describe('Of the base.', 1)
  readonly inherited!: number;

  @Describe('Of the base.')
  readonly changed!: string;
}

class Derived extends Base {
  @Describe('Of its own.')
  declare readonly changed: string;

  readonly silent!: string;
}

describe(Describe, () => {
  it('keeps words and example beside the class, for subclasses too', () => {
    expect(descriptionOf(Derived.prototype, 'inherited')).toEqual({ text: 'Of the base.', example: 1 });
    expect(descriptionOf(Derived.prototype, 'changed')).toEqual({ text: 'Of its own.' });
    expect(descriptionOf(Base.prototype, 'changed')).toEqual({ text: 'Of the base.' });
  });

  it('knows nothing of fields that nobody described', () => {
    expect(descriptionOf(Derived.prototype, 'silent')).toBeUndefined();
    expect(descriptionOf(Derived.prototype, 'toString')).toBeUndefined();
  });
});
