import 'reflect-metadata/lite';
import { config } from 'dotenv';
import { thrownMessage } from '../../local/thrown-message';
import { DynamoEventStore } from '../../src/aws/dynamo-event-store';
import { DynamoIdempotencyStore } from '../../src/aws/dynamo-idempotency-store';
import { DynamoReservations } from '../../src/aws/dynamo-reservations';
import { DynamoStreamDirectory } from '../../src/aws/dynamo-stream-directory';
import { Environment } from '../../src/composition/environment';
import { eventSchemas, modules } from '../../src/composition/modules';
import { UniqueValuesAudit } from '../../src/eventsourcing/writing/unique-values-audit/unique-values-audit';
import { UpcastingEventStore } from '../../src/eventsourcing/writing/upcasting-event-store';
import { localUrl } from '../installation/local-installation';
import { HELP, parseArguments, type Arguments } from './arguments';
import { connect, connectLocally } from './connect';
import { describe, summary, type MendedDifference } from './report';

/** `npm run unique-values:audit`. @returns the exit code */
async function main({ help, local, mend, showValues }: Arguments): Promise<number> {
  if (help) {
    console.log(HELP);
    return 0;
  }
  config({ quiet: true });
  // Which Node.js runs here is the reader's choice, as for npm start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { client, nameOf } = local ? await connectLocally(localUrl()) : connect(new Environment());
  const ports = {
    events: new UpcastingEventStore(new DynamoEventStore(client, nameOf), eventSchemas),
    records: new DynamoIdempotencyStore(client, nameOf),
    directory: new DynamoStreamDirectory(client, nameOf),
  };
  const audit = new UniqueValuesAudit(modules, ports, new DynamoReservations(client, nameOf));
  const report = await audit.run();
  const differences: MendedDifference[] = [];
  for (const difference of report.differences) {
    const isMended = mend && (await audit.mend(difference)) === undefined;
    differences.push({ difference, isMended });
    console.log(describe({ difference, isMended }, showValues));
  }
  console.log(summary(report, differences));
  return differences.every(({ isMended }) => isMended) ? 0 : 1;
}

try {
  process.exitCode = await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`error: ${thrownMessage(error)}`);
  process.exitCode = 2;
}
