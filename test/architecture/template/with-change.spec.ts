import { readTemplate, valueAt } from '../../../scripts/wiring/template-document';
import { withChange } from './with-change';

const visibility = ['Resources', 'IamUserQueue', 'Properties', 'VisibilityTimeout'];

describe('withChange', () => {
  it('changes one value and leaves the file alone', () => {
    expect(valueAt(withChange('IamUserQueue.Properties.VisibilityTimeout', 1), ...visibility)).toBe(1);
    expect(valueAt(readTemplate(), ...visibility)).toBe(54);
  });

  it('removes a value, from a list too', () => {
    expect(
      valueAt(withChange('IamUserQueue.Properties.VisibilityTimeout', undefined), ...visibility),
    ).toBeUndefined();
    const changed = withChange('EventLogTable.Properties.KeySchema.0', undefined);
    expect(valueAt(changed, 'Resources', 'EventLogTable', 'Properties', 'KeySchema')).toEqual([
      { AttributeName: 'version', KeyType: 'RANGE' },
    ]);
  });

  it.each(['NoQueue.Properties.FifoQueue', 'IamUserQueue.Properties.NoSuchProperty'])(
    'refuses to remove %s, which is not there',
    (path) => {
      expect(() => withChange(path, undefined)).toThrow(
        /template\.yaml has no (NoQueue|NoSuchProperty) on the way/,
      );
    },
  );

  it('refuses a path into text', () => {
    expect(() => withChange('IamUserQueue.Type.Name', 'x')).toThrow('does not lead into a map');
  });
});
