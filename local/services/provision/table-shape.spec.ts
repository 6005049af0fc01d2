import { tableShape, type TableDefinition } from './table-shape';

const TABLE: TableDefinition = {
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'version', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'id', KeyType: 'HASH' },
    { AttributeName: 'version', KeyType: 'RANGE' },
  ],
};

describe('tableShape', () => {
  it('reads as a sentence', () => {
    expect(tableShape(TABLE)).toBe('key (id S, version N); no stream');
  });

  it('names indexes in a stable order and the stream', () => {
    const index = (IndexName: string): object => ({
      IndexName,
      KeySchema: [{ AttributeName: 'version', KeyType: 'HASH' }],
    });
    const shape = tableShape({
      ...TABLE,
      GlobalSecondaryIndexes: [index('b'), index('a')],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
    expect(shape).toBe(
      'key (id S, version N); index a (version N); index b (version N); stream of NEW_IMAGE',
    );
  });

  it('does not depend on the order of the definitions', () => {
    const AttributeDefinitions = [...(TABLE.AttributeDefinitions ?? [])].reverse();
    expect(tableShape({ ...TABLE, AttributeDefinitions })).toBe(tableShape(TABLE));
  });
});
