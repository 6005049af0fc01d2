import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Box, boxUniqueValues } from '../../../../test/support/box/box';
import { labelled, sealed } from '../../../../test/support/box/box.events';
import { commitOf, context, newStream } from '../../../../test/support/commit-of';
import { dynamoPorts } from '../../../../test/support/dynamo-ports';
import { DynamoUnderTest } from '../../../../test/support/dynamo-under-test';
import { DynamoReservations } from '../../../aws/dynamo-reservations';
import type { TableNames } from '../../../aws/table-names';
import type { AggregateModule } from '../../aggregate-module';
import { Repository } from '../repository';
import type { WritingPorts } from '../event-store';
import type { Correction } from './reservations';
import { UniqueValuesAudit } from './unique-values-audit';
import type { Difference } from './difference';

const boxModule = { aggregate: Box, uniqueValues: boxUniqueValues as AggregateModule['uniqueValues'] };
const keyOf = (label: string): string => `shop#label#${label}`;

describe('UniqueValuesAudit', () => {
  let dynamo: DynamoUnderTest;
  let nameOf: TableNames;
  let ports: WritingPorts;
  let boxes: Repository<Box>;
  let holders: DynamoReservations;
  let audit: UniqueValuesAudit;

  beforeAll(async () => {
    dynamo = await DynamoUnderTest.start();
  });

  afterAll(() => dynamo.stop());

  beforeEach(async () => {
    nameOf = await dynamo.newLog();
    ports = dynamoPorts(dynamo.client, nameOf);
    boxes = new Repository(Box, boxUniqueValues, ports);
    holders = new DynamoReservations(dynamo.client, nameOf);
    audit = new UniqueValuesAudit([boxModule], ports, holders);
  });

  /** A box that came to its label by a command. @returns its stream */
  async function box(label: string, id: string = randomUUID()): Promise<string> {
    await boxes.change(id, context, (each) => {
      each.label(label);
    });
    return `shop/box#${id}`;
  }

  /** A box that came to its label without a unique value. @returns its stream */
  async function boxWithoutClaim(label: string): Promise<string> {
    const stream = newStream();
    await ports.events.append(commitOf(stream, 1, labelled(label)));
    return stream;
  }

  async function give(label: string, owner: string): Promise<void> {
    const Item = { uniqueValue: { S: keyOf(label) }, owner: { S: owner } };
    await dynamo.client.send(new PutItemCommand({ TableName: nameOf('UniqueValuesTable'), Item }));
  }

  async function take(label: string): Promise<void> {
    const Key = { uniqueValue: { S: keyOf(label) } };
    await dynamo.client.send(new DeleteItemCommand({ TableName: nameOf('UniqueValuesTable'), Key }));
  }

  const found = async (): Promise<readonly Difference[]> => (await audit.run()).differences;

  it('finds nothing where there is nothing', async () => {
    await expect(audit.run()).resolves.toEqual({ aggregates: 0, uniqueValues: 0, differences: [] });
  });

  it('finds nothing wrong with what commands have done', async () => {
    const stream = await box('toys');
    await box('books', stream.slice('shop/box#'.length));
    await Promise.all(Array.from({ length: 70 }, (_, index) => box(`label ${index}`)));
    await ports.events.append(commitOf(newStream(), 1, sealed));
    await expect(audit.run()).resolves.toEqual({ aggregates: 72, uniqueValues: 71, differences: [] });
  });

  describe('finds and mends', () => {
    async function mended(): Promise<readonly Difference[]> {
      const left = await Promise.all((await found()).map((difference) => audit.mend(difference)));
      expect(left).toEqual(left.map(() => undefined));
      return found();
    }

    it('a unique value that is missing', async () => {
      const stream = await box('toys');
      await take('toys');
      await expect(found()).resolves.toEqual([
        { kind: 'missing', key: keyOf('toys'), wantedBy: [stream], given: [{ stream, version: 1 }] },
      ]);
      await expect(mended()).resolves.toEqual([]);
      await expect(holders.ownerOf(keyOf('toys'))).resolves.toBe(stream);
      await expect(box('toys')).rejects.toMatchObject({ code: 'shop/label-taken' });
    });

    it('a unique value whose holder does not have the value', async () => {
      const owner = await box('toys');
      await give('books', owner);
      await expect(found()).resolves.toMatchObject([
        { kind: 'orphaned', key: keyOf('books'), owner, wantedBy: [] },
      ]);
      await expect(mended()).resolves.toEqual([]);
      await expect(holders.ownerOf(keyOf('books'))).resolves.toBeUndefined();
      await expect(holders.ownerOf(keyOf('toys'))).resolves.toBe(owner);
    });

    it('a unique value whose holder does not exist', async () => {
      await give('toys', 'shop/box#nobody');
      await expect(found()).resolves.toMatchObject([
        { kind: 'orphaned', owner: 'shop/box#nobody', given: [{ stream: 'shop/box#nobody', version: 0 }] },
      ]);
      await expect(mended()).resolves.toEqual([]);
      await expect(box('toys')).resolves.toMatch(/^shop\/box#/u);
    });

    it('a unique value that the wrong one holds', async () => {
      const [rightful, wrong] = [await box('toys'), await box('books')];
      await give('toys', wrong);
      await expect(found()).resolves.toMatchObject([
        { kind: 'orphaned', key: keyOf('toys'), owner: wrong, wantedBy: [rightful] },
      ]);
      await expect(mended()).resolves.toEqual([]);
      await expect(holders.ownerOf(keyOf('toys'))).resolves.toBe(rightful);
    });

    it('many at once, in the order of their keys', async () => {
      const labels = Array.from({ length: 40 }, (_, index) => `label ${String(index).padStart(2, '0')}`);
      await Promise.all(labels.map(boxWithoutClaim));
      expect((await found()).map(({ key }) => key)).toEqual(labels.map(keyOf));
      await expect(mended()).resolves.toEqual([]);
    });
  });

  describe('finds and leaves', () => {
    it.each(['nobody', 'one of them', 'somebody else'])(
      'a value that two have, held by %s',
      async (holder) => {
        const [one, other] = [await boxWithoutClaim('toys'), await boxWithoutClaim('Toys')];
        const third = await box('books');
        const owner = { nobody: undefined, 'one of them': other, 'somebody else': third }[holder];
        if (owner) await give('toys', owner);

        const [difference] = await found();
        expect(difference).toMatchObject({ kind: 'disputed', wantedBy: [one, other].sort() });
        expect(difference?.owner).toBe(owner);
        await expect(difference && audit.mend(difference)).resolves.toEqual(difference);
        await expect(holders.ownerOf(keyOf('toys'))).resolves.toBe(owner);
      },
    );
  });

  it('finds a value that a great many have', async () => {
    await Promise.all(Array.from({ length: 120 }, () => boxWithoutClaim('toys')));
    const owner = await box('books');
    await give('toys', owner);
    const [difference, ...others] = await found();
    expect(others).toEqual([]);
    expect(difference).toMatchObject({ kind: 'disputed', owner });
    // Fifty are heard, by the order of their random ids; the holder, who does not want it, may be one of them.
    expect([49, 50]).toContain(difference?.wantedBy.length);
  });

  it('names a holder of a type that it does not know', async () => {
    await give('toys', 'shop/chest#1');
    await expect(audit.run()).rejects.toThrow(
      'shop/chest#1 holds a unique value, but no manifest lists shop/chest; audit with its code.',
    );
  });

  describe('while commands go on', () => {
    it('corrects nothing on facts that have changed', async () => {
      const stream = await box('toys');
      await take('toys');
      const [missing] = (await found()) as [Difference];
      const renamed = box('books', stream.slice('shop/box#'.length));
      await expect(renamed).rejects.toThrow(`${stream} does not own a unique value that it releases`);
      await ports.events.append(commitOf(stream, 2, sealed));

      const stale: Correction = { key: missing.key, to: stream, given: missing.given };
      await expect(holders.correct(stale)).resolves.toBe('outdated');
      await expect(holders.ownerOf(missing.key)).resolves.toBeUndefined();
      await expect(audit.mend(missing)).resolves.toBeUndefined();
      await expect(holders.ownerOf(missing.key)).resolves.toBe(stream);
    });

    it('corrects nothing when somebody else has come to hold it', async () => {
      const stream = await boxWithoutClaim('toys');
      const [missing] = (await found()) as [Difference];
      const rival = await box('toys');
      await expect(audit.mend(missing)).resolves.toMatchObject({
        kind: 'disputed',
        owner: rival,
        wantedBy: [stream, rival].sort(),
      });
    });

    it('takes nothing that changes for a difference', async () => {
      let commands = 0;
      let audited = false;
      const write = async (writer: number): Promise<void> => {
        const own = new Repository(Box, boxUniqueValues, ports);
        for (let turn = writer; !audited; turn += 1) {
          // Labels go from box to box, so that unique values are released here and taken there.
          const changed = own.change(`${writer}-${turn % 5}`, context, (each) => {
            each.label(`label ${turn % 42}`);
          });
          await changed.then(() => (commands += 1), expectTaken);
        }
      };
      const writers = Array.from({ length: 8 }, (_, index) => write(index));
      for (let audits = 0; audits < 8; audits += 1) await expect(found()).resolves.toEqual([]);
      audited = true;
      await Promise.all(writers);
      await expect(found()).resolves.toEqual([]);
      expect(commands).toBeGreaterThan(50);
    });
  });
});

/** Of two boxes that want a label one gets it; anything else is a fault. */
function expectTaken(error: unknown): void {
  expect(error).toMatchObject({ name: 'DomainError', code: 'shop/label-taken' });
}
