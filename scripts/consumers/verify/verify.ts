import { DynamoEventStore } from '../../../src/aws/dynamo-event-store';
import { DynamoStreamDirectory } from '../../../src/aws/dynamo-stream-directory';
import type { Tally } from '../../../src/eventsourcing/consuming/tally';
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
import { describeTallyDifference, describeTallyVerified } from './tally/describe-tally';
import { TallyMending } from './tally/mend-tally';
import { TallyRows } from './tally/tally-rows';
import { TallyVerification, type TallyDifference } from './tally/tally-verification';
import { Verification, type VerifyParts } from './verification';

/** Times that rows are verified and mended: the second sees what could not be judged before the first had mended. */
const ROUNDS = 5;

/** Compares the rows of a projection with the log, mends them if asked to, and then compares them again. */
export async function verify(order: Of<'verify'>, around: Surroundings): Promise<0 | 1> {
  const catalogue = catalogueOf(around.contexts, around.installation);
  const entry = catalogue.get(order.consumer);
  const { projection, tally } = entry;
  if (tally) return verifyTally({ order, around, entry, tally });
  if (projection) return verifyProjection({ order, around, entry, projection, catalogue });
  throw new Error(
    `${order.consumer} is a ${entry.kind}, which keeps no rows that could be compared with the log.`,
  );
}

interface Subject {
  readonly order: Of<'verify'>;
  readonly around: Surroundings;
  readonly entry: ConsumerEntry;
}

async function verifyProjection({
  order,
  around,
  entry,
  projection,
  catalogue,
}: Subject & { readonly projection: Projection; readonly catalogue: Catalogue }): Promise<0 | 1> {
  const { contexts, installation, print, screen, signal } = around;
  const { dynamodb, nameOf } = installation;
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
  return untilMended(print, async () => {
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
    return { mended, isRight: verified.differences === 0 };
  });
}

async function verifyTally({
  order,
  around,
  entry,
  tally,
}: Subject & { readonly tally: Tally }): Promise<0 | 1> {
  const { contexts, installation, print, screen, signal } = around;
  const { dynamodb, nameOf } = installation;
  const rows = new TallyRows(dynamodb, nameOf, tally.table);
  const parts = {
    tally,
    rows,
    stored: new DynamoStoredRows(dynamodb, nameOf),
    log: new UpcastingEventStore(new DynamoEventStore(dynamodb, nameOf), schemasOf(contexts)),
    directory: new DynamoStreamDirectory(dynamodb, nameOf),
  };
  const mending = order.mend ? new TallyMending(entry, rows, new Bell(installation)) : undefined;
  const options = { rate: order.rate, patience: 1_000 * order.wait, signal };
  return untilMended(print, async () => {
    let mended = 0;
    const found = async (difference: TallyDifference): Promise<void> => {
      const done = await mending?.mend(difference);
      if (done !== undefined && done !== 'left') mended += 1;
      print(describeTallyDifference(difference, tally.table.name, order.showValues, done));
    };
    const progress = new Progress(`verifying ${order.consumer}`, screen);
    const verified = await new TallyVerification({ ...parts, progress }, options, found).run();
    print(describeTallyVerified(verified));
    return { mended, isRight: verified.differences + verified.restless === 0 };
  });
}

/** @param look compares once, and mends if asked to */
async function untilMended(
  print: (line: string) => void,
  look: () => Promise<{ readonly mended: number; readonly isRight: boolean }>,
): Promise<0 | 1> {
  for (let round = 1; ; round += 1) {
    const { mended, isRight } = await look();
    if (mended === 0 || round === ROUNDS) return isRight ? 0 : 1;
    print('Verifying again.');
  }
}

function usersOf({ consumers }: Catalogue, { name }: Table): number {
  const tables = consumers.flatMap(({ projection }) =>
    projection ? [projection.table, ...projection.details.map(({ table }) => table)] : [],
  );
  return tables.filter((table) => table.name === name).length;
}
