import { DynamoDBClient, type BatchGetItemInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { scripted } from '../../test/support/scripted-client';
import { useVirtualTime } from '../../test/support/virtual-time';
import { batchGet } from './aws-calls';

const TABLE = 'Boxes';
const keysOf = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }));

/** A DynamoDB that answers for no more than `most` keys at once. */
const answeringFor =
  (most: number) =>
  ({ RequestItems }: BatchGetItemInput): object => {
    const { Keys = [], ...rest } = RequestItems?.[TABLE] ?? {};
    const left = Keys.slice(most);
    return {
      Responses: { [TABLE]: Keys.slice(0, most) },
      UnprocessedKeys: left.length > 0 ? { [TABLE]: { ...rest, Keys: left } } : {},
    };
  };

describe('batchGet', () => {
  const time = useVirtualTime();

  it('asks for all keys at once', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), answeringFor(100));
    await expect(batchGet(client, TABLE, keysOf('a', 'b'))).resolves.toEqual([{ id: 'a' }, { id: 'b' }]);
    const Keys = [{ id: { S: 'a' } }, { id: { S: 'b' } }];
    expect(inputs).toEqual([{ RequestItems: { [TABLE]: { Keys, ConsistentRead: false } } }]);
  });

  it('sends nothing for no keys', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), answeringFor(100));
    await expect(batchGet(client, TABLE, [])).resolves.toEqual([]);
    expect(inputs).toEqual([]);
  });

  it('asks again for what was left unprocessed, as consistently as before, after a pause', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), answeringFor(2));
    const rows = await batchGet(client, TABLE, keysOf('a', 'b', 'c', 'd', 'e'), { consistent: true });
    expect(rows).toEqual(keysOf('a', 'b', 'c', 'd', 'e'));
    expect(inputs).toHaveLength(3);
    expect(inputs[2]).toEqual({
      RequestItems: { [TABLE]: { Keys: [marshall({ id: 'e' })], ConsistentRead: true } },
    });
    expect(time.pauses).toHaveLength(2);
  });

  it('gives up when nothing comes, and says when to come back', async () => {
    const { client, inputs } = scripted(new DynamoDBClient({}), answeringFor(0));
    await expect(batchGet(client, TABLE, keysOf('a'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'store-unavailable',
      retryAfter: 1,
    });
    expect(inputs).toHaveLength(6);
  });

  it('says the same when the database does not answer', async () => {
    const { client } = scripted(new DynamoDBClient({}), () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    });
    await expect(batchGet(client, TABLE, keysOf('a'))).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
