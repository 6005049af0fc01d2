import { contexts, modules } from './modules';

describe('the modules', () => {
  it('are those of every context', () => {
    expect(modules).toEqual(contexts.flatMap(({ aggregates }) => aggregates));
  });

  it('have one aggregate each, of their own context', () => {
    const types = modules.map(({ aggregate }) => aggregate.type);
    expect(new Set(types).size).toBe(types.length);
    for (const { name, aggregates } of contexts) {
      for (const { aggregate } of aggregates) expect(aggregate.type).toMatch(new RegExp(`^${name}/[a-z-]+$`));
    }
  });

  it('are of contexts with different names', () => {
    expect(new Set(contexts.map(({ name }) => name)).size).toBe(contexts.length);
  });
});
