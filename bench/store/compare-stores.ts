import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../src/aws/dynamo-client';
import { localClientConfig } from '../../local/services/provision/client-config';
import { DynamoUnderTest } from '../../test/support/dynamo-under-test';
import type { Contestant } from './contestants/contestant';
import type { Database } from './contestants/database';
import { peers } from './contestants/peers';
import type { Measurement } from './measure/measurement';
import { Meter } from '../../test/support/metering/meter';
import { measureCommands, measureLoads, type Entrant } from './measure/round-robin';
import { Ours, type OurDatabase, type OurOptions } from './ours';
import { measureRegistrations } from './registration';
import { reportOf } from './report/report';
import { requirements } from './report/requirements';
import { writeSection } from './report/write-section';
import { prepareStreams, verify } from './seed/prepare';
import { DERIVED, LARGE, RECENT, type Shape } from './workload/account';

export interface Comparison {
  /** Events of the streams. */
  readonly lengths: readonly number[];
  /** Measured, of each kind and on each length. */
  readonly commands: number;
  /** The Markdown file that gets the report as a section. */
  readonly document?: string;
}

/** Of ours with other states: long enough for snapshots to matter. */
const LENGTH_OF_OTHER_STATES = 100;
const LOADS = 20;
/** Commands of each kind that nobody measures: the compiler works on all code in turn, whoever seeded with how much of it. */
const WARM_UP = 100;

/** Runs the whole comparison and prints it. @returns whether every count that was promised is reached */
export async function compareStores({ lengths, commands, document }: Comparison): Promise<boolean> {
  const dynamo = await DynamoUnderTest.start();
  const config = localClientConfig(dynamo.endpoint);
  const database: Database = { config, client: new DynamoDB(config) };
  const client = dynamoClient(config);
  const our: OurDatabase = { client, meter: new Meter(client), newLog: async () => dynamo.newLog() };
  try {
    const bench = new Bench(database, our, commands);
    const all = [...(await peers(database)), ...(await bench.ours('', { shape: RECENT }))];
    await bench.warmUp(all);
    const measured = [];
    for (const length of lengths) measured.push(await bench.compare(all, RECENT, length));
    const results = {
      commands: measured.flatMap((each) => each.commands),
      loads: measured.at(-1)?.loads ?? [],
    };
    const report = reportOf({
      ...results,
      states: await bench.otherStates(),
      intervals: await bench.intervals(),
      registrations: await measureRegistrations(our, commands),
    });
    console.log(`\n${report}`);
    if (document) await writeSection(document, report);
    return requirements(results).every(({ isReached, isTime }) => isReached || isTime);
  } finally {
    client.destroy();
    database.client.destroy();
    await dynamo.stop();
  }
}

class Bench {
  constructor(
    private readonly database: Database,
    private readonly our: OurDatabase,
    private readonly commands: number,
  ) {}

  /** Ours cold and warm, with logs of their own. */
  async ours(suffix: string, options: Omit<OurOptions, 'name' | 'isWarm'>): Promise<readonly Contestant[]> {
    const start = (name: string, isWarm: boolean): Promise<Contestant> =>
      Ours.start(this.database, this.our, { ...options, name: name + suffix, isWarm });
    return [await start('Foldline, cold', false), await start('Foldline, warm', true)];
  }

  /** On streams that are not measured afterwards. */
  async warmUp(contestants: readonly Contestant[]): Promise<void> {
    const start = performance.now();
    const entrants: Entrant[] = [];
    for (const contestant of contestants) {
      entrants.push({ contestant, streams: await prepareStreams(contestant, RECENT, 10, WARM_UP) });
    }
    for (const events of [1, 3]) await measureCommands(entrants, { length: 10, events, rounds: WARM_UP });
    await measureLoads(entrants, { length: 10, rounds: WARM_UP });
    progress(`${WARM_UP} commands of each kind to warm up`, start);
  }

  async compare(
    contestants: readonly Contestant[],
    shape: Shape,
    length: number,
  ): Promise<{ readonly commands: readonly Measurement[]; readonly loads: readonly Measurement[] }> {
    const entrants: Entrant[] = [];
    for (const contestant of contestants) {
      const start = performance.now();
      const streams = await prepareStreams(contestant, shape, length, this.commands);
      entrants.push({ contestant, streams });
      progress(`${contestant.name}: ${streams.length} x ${length} events seeded`, start);
    }
    const start = performance.now();
    const rounds = this.commands;
    const one = await measureCommands(entrants, { length, events: 1, rounds });
    const three = await measureCommands(entrants, { length, events: 3, rounds });
    const cold = entrants.filter(({ contestant }) => !contestant.isWarm);
    const loads = await measureLoads(cold, { length, rounds: LOADS });
    progress(`${length} events: ${rounds} commands of each kind measured`, start);
    for (const { contestant, streams } of entrants) await verify(contestant, streams);
    return { commands: [...one, ...three], loads };
  }

  /** Ours with states that suit it less. */
  async otherStates(): Promise<readonly Measurement[]> {
    const large = await this.ours(', 3 KB', { shape: LARGE });
    const derived = await this.ours(', nothing of the events in it', { shape: DERIVED });
    const compared = [
      await this.compare(large, LARGE, LENGTH_OF_OTHER_STATES),
      await this.compare(derived, DERIVED, LENGTH_OF_OTHER_STATES),
    ];
    return compared.flatMap(({ commands }) => commands);
  }

  /** Ours with a state that never fits into the slack, and snapshots forced more or less often. */
  async intervals(): Promise<readonly Measurement[]> {
    const compared: Measurement[] = [];
    for (const forcedEvery of INTERVALS) {
      const ours = await this.ours(`, every ${forcedEvery}`, { shape: LARGE, forcedEvery });
      compared.push(...(await this.compare(ours, LARGE, LENGTH_OF_OTHER_STATES)).commands);
    }
    return compared;
  }
}

/** Events after which a snapshot is forced, to choose from. */
const INTERVALS = [3, 5, 10, 20, 40];

function progress(what: string, since: number): void {
  console.log(`${what} in ${((performance.now() - since) / 1000).toFixed(1)} s`);
}
