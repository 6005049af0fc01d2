import { DynamoEventStore } from '../../../src/aws/dynamo-event-store';
import { DynamoStreamDirectory } from '../../../src/aws/dynamo-stream-directory';
import type { Projection } from '../../../src/eventsourcing/consuming/projection';
import type { Table } from '../../../src/eventsourcing/reading/table';
import { UpcastingEventStore } from '../../../src/eventsourcing/writing/upcasting-event-store';
import { Bell } from '../bell';
import { catalogueOf, type Catalogue, type ConsumerEntry } from '../catalogue';
import { Progress } from '../progress';
import { schemasOf } from '../schemas-of';
import type { Of, Surroundings } from '../surroundings';
import { describeDifference, describeVerified } from './describe-difference';
import type { Difference } from './difference';
import { DynamoStoredRows } from './dynamo-stored-rows';
import { Mending } from './mend';
import { Verification, type VerifyParts } from './verification';

/** Times that rows are verified and mended: the second sees what could not be judged before the first had mended. */
const ROUNDS = 5;

/** Compares the rows of a projection with the log, mends them if asked to, and then compares them again. */
export async function verify(order: Of<'verify'>, around: Surroundings): Promise<0 | 1> {
  const { contexts, installation, print, screen, signal } = around;
  const { dynamodb, nameOf } = installation;
  const catalogue = catalogueOf(contexts, installation);
  const { entry, projection } = projectionOf(catalogue, order.consumer);
  const stored = new DynamoStoredRows(dynamodb, nameOf);
  const parts: Omit<VerifyParts, 'progress'> = {
    projection,
    stored,
    log: new UpcastingEventStore(new DynamoEventStore(dynamodb, nameOf), schemasOf(contexts)),
    directory: new DynamoStreamDirectory(dynamodb, nameOf),
    isShared: (table) => usersOf(catalogue, table) > 1,
  };
  const mending = order.mend ? new Mending(entry, projection, stored, new Bell(installation)) : undefined;
  const options = { rate: order.rate, patience: 1_000 * order.wait, signal };
  for (let round = 1; ; round += 1) {
    let mended = 0;
    const found = async (differences: readonly Difference[]): Promise<void> => {
      const done = mending && (await mending.mend(differences));
      mended += done?.filter((each) => each !== 'left').length ?? 0;
      for (const [index, each] of differences.entries()) {
        print(describeDifference(each, order.showValues, done?.[index]));
      }
    };
    const progress = new Progress(`verifying ${order.consumer}`, screen);
    const verified = await new Verification({ ...parts, progress }, options, found).run();
    for (const unchecked of verified.unchecked) print(`surplus rows not looked for in ${unchecked}`);
    print(describeVerified(verified));
    if (mended === 0 || round === ROUNDS) return verified.differences === 0 ? 0 : 1;
    print('Verifying again.');
  }
}

function projectionOf(
  catalogue: Catalogue,
  name: string,
): { readonly entry: ConsumerEntry; readonly projection: Projection } {
  const entry = catalogue.get(name);
  if (entry.projection) return { entry, projection: entry.projection };
  throw new Error(`${name} is a ${entry.kind}, which keeps no rows that could be compared with the log.`);
}

function usersOf({ consumers }: Catalogue, { name }: Table): number {
  const tables = consumers.flatMap(({ projection }) =>
    projection ? [projection.table, ...projection.details.map(({ table }) => table)] : [],
  );
  return tables.filter((table) => table.name === name).length;
}
