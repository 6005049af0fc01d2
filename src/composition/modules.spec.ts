import { contexts, moduleOf, modules } from './modules';
import { Role } from '../contexts/iam/role/domain/role';
import { User } from '../contexts/iam/user/domain/user';

describe('the modules', () => {
  it('are those of every context, found by the type of their aggregate', () => {
    expect(modules).toEqual(contexts.flatMap(({ aggregates }) => aggregates));
    expect(moduleOf('iam/user').aggregate).toBe(User);
    expect(moduleOf('iam/role').aggregate).toBe(Role);
  });

  it('have one aggregate each, of their own context', () => {
    const types = modules.map(({ aggregate }) => aggregate.type);
    expect(new Set(types).size).toBe(types.length);
    for (const { name, aggregates } of contexts) {
      for (const { aggregate } of aggregates) expect(aggregate.type).toMatch(new RegExp(`^${name}/[a-z-]+$`));
    }
  });

  it('list what they know when asked for an aggregate that does not exist', () => {
    expect(() => moduleOf('iam/group')).toThrow(
      'AGGREGATE_TYPE is iam/group; known are iam/user, iam/role. Add its module to its context.',
    );
  });
});
