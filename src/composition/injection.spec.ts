import 'reflect-metadata/lite';
import { Container, inject } from 'inversify';
import type { Class } from '../eventsourcing/aggregate-module';
import { bindClass, resolveClass } from './injection';

class Queries {
  readonly all: readonly string[] = [];
}
class Complete {
  constructor(@inject(Queries) readonly queries: Queries) {}
}
class Bare {
  constructor(readonly queries: Queries) {}
}
class Half {
  constructor(
    @inject(Queries) readonly first: Queries,
    readonly second: Queries,
    @inject(Queries) readonly third: Queries,
  ) {}
}
class Heir extends Complete {}
class HeirWithItsOwn extends Complete {
  constructor() {
    super(new Queries());
  }
}
class Reader {
  constructor(@inject(Symbol.for('history of shop/box')) readonly history: object) {}
}
class Circular {
  constructor(@inject(undefined as never) readonly other: object) {}
}

describe('injection', () => {
  const made = (type: Class): object => {
    const container = new Container({ defaultScope: 'Singleton' });
    bindClass(container, type);
    return resolveClass(container, type);
  };

  it('makes what takes nothing, also below a class that takes something', () => {
    expect(made(Queries)).toBeInstanceOf(Queries);
    expect(made(HeirWithItsOwn)).toBeInstanceOf(Complete);
  });

  it.each<[string, Class, RegExp]>([
    [
      'no parameter has @inject',
      Bare,
      /^Bare: parameter 1 of its constructor is given nothing: write @inject\(/,
    ],
    ['one has none', Half, /^Half: parameter 2 of its constructor is given nothing: write @inject\(/],
    [
      'the constructor is inherited',
      Heir,
      /^Heir only inherits the constructor of Complete.*write a constructor/,
    ],
    ['nobody provides it', Complete, /^Complete takes Queries, and no manifest .*add it to `providers`/],
    [
      'it is of an aggregate elsewhere',
      Reader,
      /^Reader takes the history of shop\/box, .*list the manifest of shop\/box in src\/contexts\/shop\/shop\.module\.ts/,
    ],
    ['two files import each other', Circular, /names what is not there yet: two files import each other/],
  ])('says what to do when %s', (_, type, message) => {
    expect(() => made(type)).toThrow(message);
    // Its own advice would be to have types emitted, which no bundler here does.
    expect(() => made(type)).not.toThrow(/emitDecoratorMetadata/);
  });

  it('says of a class that is in no manifest where to list it', () => {
    expect(() => resolveClass(new Container(), Queries)).toThrow(
      'Queries is in no manifest of this context: list it in that of its aggregate.',
    );
  });
});
