import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { DynamoStreamDirectory } from '../../src/aws/dynamo-stream-directory';
import { switchesTableOf } from '../../src/composition/plan/switches-table';
import type { ContextModule } from '../../src/eventsourcing/aggregate-module';
import type { ReadSwitch, SwitchRow } from '../../src/eventsourcing/reading/read-switch';
import { SWITCH_SEEN_WITHIN } from '../../src/eventsourcing/reading/read-switches';
import { age } from './age';
import { Catalogue, catalogueOf } from './catalogue';
import { Progress } from './progress';
import type { Of, Surroundings } from './surroundings';
import { survey } from './survey';

/** A switch of a manifest, and the context that has it. */
export interface DeclaredSwitch extends ReadSwitch {
  readonly context: ContextModule;
}

export function switchesIn(contexts: readonly ContextModule[]): readonly DeclaredSwitch[] {
  return contexts.flatMap((context) => context.switches.map((each) => ({ ...each, context })));
}

/** Which projection queries read. */
export async function currentOf(
  { context, from, to }: DeclaredSwitch,
  { dynamodb, nameOf }: Surroundings['installation'],
): Promise<Pick<SwitchRow, 'reads' | 'since'>> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: nameOf(switchesTableOf(context).name),
      Key: marshall({ projection: from }),
      ConsistentRead: true,
    }),
  );
  const { reads, since } = Item ? (unmarshall(Item) as SwitchRow) : { reads: from, since: '-' };
  return reads === to ? { reads, since } : { reads: from, since };
}

/** Has queries read the other one of two projections, once it has caught up. */
export async function switchReads(
  { projection, to, rate, wait }: Of<'switch'>,
  around: Surroundings,
): Promise<0 | 1> {
  const { contexts, installation, print } = around;
  const declared = switchOf(switchesIn(contexts), projection, to);
  if ((await currentOf(declared, installation)).reads === to) {
    print(`${projection}: ${to} is read already`);
    return 0;
  }
  const behind = await lagOf(to, { rate, wait }, around);
  if (behind !== undefined) {
    print(`${projection}: not switched, as ${to} ${behind}: npm run consumers -- rebuild ${to}`);
    return 1;
  }
  const { dynamodb, nameOf } = installation;
  const row: SwitchRow = { projection, reads: to, since: new Date().toISOString() };
  const TableName = nameOf(switchesTableOf(declared.context).name);
  await dynamodb.send(new PutItemCommand({ TableName, Item: marshall(row) }));
  print(`${projection}: ${to} is read by everyone within ${SWITCH_SEEN_WITHIN / 1_000} s`);
  const other = to === declared.from ? declared.to : declared.from;
  print(`to go back: npm run consumers -- switch ${projection} ${other}`);
  return 0;
}

function switchOf(all: readonly DeclaredSwitch[], projection: string, to: string): DeclaredSwitch {
  const found = all.filter(({ from }) => from === projection);
  const match = found.find((each) => each.from === to || each.to === to);
  if (match) return match;
  const known = (found.length > 0 ? found : all).map((each) => `${each.from} and ${each.to}`).join(', ');
  throw new Error(
    `No manifest switches ${projection} to ${to}; ` +
      (known === '' ? 'none has `switches`' : `what there is: ${known}`),
  );
}

/** @returns why a projection cannot be read yet; what is on its way counts only when it has been so for a while */
async function lagOf(
  name: string,
  { rate, wait }: Pick<Of<'switch'>, 'rate' | 'wait'>,
  { contexts, installation, screen, signal }: Surroundings,
): Promise<string | undefined> {
  const { dynamodb, nameOf } = installation;
  const parts = {
    catalogue: new Catalogue([catalogueOf(contexts, installation).get(name)]),
    log: new DynamoEventStore(dynamodb, nameOf),
    directory: new DynamoStreamDirectory(dynamodb, nameOf),
    progress: new Progress(`looking at ${name}`, screen),
  };
  const began = Date.now();
  const [line] = await survey(parts, { rate, signal });
  if (!line) return 'is no consumer';
  if (line.outdated > 0) return `has ${line.outdated} rows of older revisions`;
  const lag = line.oldest === undefined ? 0 : began - Date.parse(line.oldest);
  return lag > 1_000 * wait ? `is behind in ${line.streamsBehind} streams, by up to ${age(lag)}` : undefined;
}
