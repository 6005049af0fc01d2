import { DynamoStreamDirectory } from '../../src/aws/dynamo-stream-directory';
import { Bell } from './bell';
import { catalogueOf } from './catalogue';
import { Progress } from './progress';
import { ringAll } from './ring-all';
import type { Of, Surroundings } from './surroundings';
import { sweep } from './sweep';
import { DynamoStoredRows } from './verify/dynamo-stored-rows';

/** Has a consumer read every stream that it follows, and of a projection or a tally the rows of older revisions made anew. */
export async function rebuild(order: Of<'rebuild'>, around: Surroundings): Promise<0 | 1> {
  const { contexts, installation, print, screen, signal } = around;
  const { dynamodb, nameOf } = installation;
  const entry = catalogueOf(contexts, installation).get(order.consumer);
  const bell = new Bell(installation);
  const parts = {
    bell,
    directory: new DynamoStreamDirectory(dynamodb, nameOf),
    progress: new Progress(`ringing ${order.consumer}`, screen),
  };
  let { after } = order;
  try {
    const { rung, isFinished } = await ringAll(entry, parts, { ...order, signal }, (cursor) => {
      after = cursor;
    });
    print(`rung: ${order.consumer}, ${rung} streams`);
    if (!isFinished) {
      screen.write(`Interrupted. To go on: ${commandOf({ ...order, after })}\n`);
      return 1;
    }
  } catch (error) {
    if (after !== order.after) screen.write(`To go on: ${commandOf({ ...order, after })}\n`);
    throw error;
  }
  const { kept } = entry;
  if (!kept) return 0;
  const stored = new DynamoStoredRows(dynamodb, nameOf);
  const ring = (streams: readonly string[]): Promise<void> => bell.ring(entry, streams);
  const left = await sweep({ kept, stored, ring, signal }, 1_000 * order.wait);
  print(`rows of older revisions: ${left}`);
  if (left === 0) return 0;
  print(`They do not move: park list says why, and verify ${order.consumer} what they are.`);
  return 1;
}

/** What goes on where a run was cut off. */
function commandOf({ consumer, rate, segments, after, stack }: Of<'rebuild'>): string {
  const options = [
    `--rate ${rate}`,
    `--segments ${segments}`,
    ...(after === undefined ? [] : [`--after ${after}`]),
    ...(stack === undefined ? [] : [`--stack ${stack}`]),
  ];
  return `npm run consumers -- rebuild ${consumer} ${options.join(' ')}`;
}
