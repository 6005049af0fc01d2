import { DynamoStreamDirectory } from '../../src/aws/dynamo-stream-directory';
import { Bell } from './bell';
import { catalogueOf, type ConsumerEntry, type KeptRows } from './catalogue';
import { RebuildFromExport } from './from-export/rebuild-from-export';
import { Progress } from './progress';
import { ringAll } from './ring-all';
import type { Of, Surroundings } from './surroundings';
import { sweep } from './sweep';
import { DynamoStoredRows } from './verify/dynamo-stored-rows';

/**
 * Has a consumer read every stream that it follows, and of a projection or a tally the rows of older revisions made anew;
 * or makes the rows from an export, and has the projector read what came after it.
 */
export async function rebuild(order: Of<'rebuild'>, around: Surroundings): Promise<0 | 1> {
  const { contexts, installation } = around;
  const entry = catalogueOf(contexts, installation).get(order.consumer);
  const bell = new Bell(installation);
  const left = await fromExport(entry, bell, order, around);
  if (left === 'interrupted') return 1;
  if (left === 'ring every stream' && !(await ringEvery(entry, bell, order, around))) return 1;
  return entry.kept ? sweepRows(entry, entry.kept, bell, order, around) : 0;
}

/** @returns what is left to be done; every stream, when it is not from an export @throws Error for a consumer that has no rows */
async function fromExport(
  entry: ConsumerEntry,
  bell: Bell,
  order: Of<'rebuild'>,
  around: Surroundings,
): Promise<'nothing' | 'ring every stream' | 'interrupted'> {
  const { fromExport: where, rate } = order;
  if (where === undefined) return 'ring every stream';
  const { projection, name } = entry;
  if (!projection) {
    throw new Error(
      `${name} is a ${entry.kind}: only rows are made from an export. Rebuild it from the log.`,
    );
  }
  try {
    return await new RebuildFromExport({ entry, projection, bell, where, rate }, around).run();
  } catch (error) {
    if (!around.signal.aborted) throw error;
    const again = commandOf(order, [`--from-export ${where}`]);
    around.screen.write(`Interrupted. To go on: ${again}\n`);
    return 'interrupted';
  }
}

/** @returns whether that was all */
async function ringEvery(
  entry: ConsumerEntry,
  bell: Bell,
  order: Of<'rebuild'>,
  { installation, print, screen, signal }: Surroundings,
): Promise<boolean> {
  const { dynamodb, nameOf } = installation;
  const parts = {
    bell,
    directory: new DynamoStreamDirectory(dynamodb, nameOf),
    progress: new Progress(`ringing ${order.consumer}`, screen),
  };
  let { after } = order;
  const goOn = (): string => {
    const cursor = after === undefined ? [] : [`--after ${after}`];
    return commandOf(order, [`--segments ${order.segments}`, ...cursor]);
  };
  try {
    const { rung, isFinished } = await ringAll(entry, parts, { ...order, signal }, (cursor) => {
      after = cursor;
    });
    print(`rung: ${order.consumer}, ${rung} streams`);
    if (!isFinished) screen.write(`Interrupted. To go on: ${goOn()}\n`);
    return isFinished;
  } catch (error) {
    if (after !== order.after) screen.write(`To go on: ${goOn()}\n`);
    throw error;
  }
}

async function sweepRows(
  entry: ConsumerEntry,
  kept: KeptRows,
  bell: Bell,
  order: Of<'rebuild'>,
  { installation, print, screen, signal }: Surroundings,
): Promise<0 | 1> {
  const parts = {
    kept,
    stored: new DynamoStoredRows(installation.dynamodb, installation.nameOf),
    ring: (streams: readonly string[]): Promise<void> => bell.ring(entry, streams),
    progress: new Progress(`folding ${order.consumer}`, screen),
    signal,
  };
  try {
    const left = await sweep(parts, 1_000 * order.wait);
    print(`rows of older revisions: ${left}`);
    if (left === 0) return 0;
    print(`They do not move: park list says why, and verify ${order.consumer} what they are.`);
  } catch (error) {
    if (!signal.aborted) throw error;
    screen.write(
      'Interrupted. Everything is rung, so the rest goes on by itself; status tells how far it is.\n',
    );
  }
  return 1;
}

/** What goes on where a run was cut off. */
function commandOf({ consumer, rate, stack }: Of<'rebuild'>, more: readonly string[]): string {
  const options = [`--rate ${rate}`, ...more, ...(stack === undefined ? [] : [`--stack ${stack}`])];
  return `npm run consumers -- rebuild ${consumer} ${options.join(' ')}`;
}
