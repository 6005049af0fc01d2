import { parseArgs } from 'node:util';
import { idleCosts } from './idle';
import { Pipeline } from './pipeline';
import { byService, details, idle, kept, slower, type Measured } from './report';
import { quiet, Renames, saturated, type Work } from './workloads';

const HELP = `Counts what a command costs on AWS: every request, unit and logged byte of the pipeline, at list prices.

  --rate 50            commands a second of the saturated mode
  --seconds 20         length of the saturated mode, in modelled time
  --commands 200       of the quiet mode, one at a time
  --containers 5       of a consumer's function, among which batches of one moment are spread
  --table-shards 4     of the log's stream
  --set Name=Value     a parameter of template.yaml; may be given several times
  --details            each meter, not only each service
`;
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '20' },
    commands: { type: 'string', default: '200' },
    containers: { type: 'string', default: '5' },
    'table-shards': { type: 'string', default: '4' },
    set: { type: 'string', multiple: true, default: [] },
    details: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
/** So many that a batch seldom has two commands of one. */
const USERS = 1_000;

if (values.help) console.log(HELP);
else await measure();

async function measure(): Promise<void> {
  const pipeline = await Pipeline.start({
    parameters: Object.fromEntries(values.set.map((each) => each.split('=', 2) as [string, string])),
    tableShards: Number(values['table-shards']),
    containers: Number(values.containers),
  });
  try {
    const renames = await Renames.of(pipeline, USERS);
    await pipeline.passLog();
    await pipeline.passEvents(false);
    const rate = Number(values.rate);
    const modes = [
      await measured(pipeline, 'quiet', () => quiet(pipeline, renames, Number(values.commands))),
      await measured(pipeline, `${rate} a second`, () =>
        saturated(pipeline, renames, rate, Number(values.seconds)),
      ),
    ];
    console.log(`${byService(modes)}\n\n${idle(idleCosts(pipeline.declared, pipeline.mappings))}\n`);
    for (const mode of modes) {
      console.log(
        `${mode.mode}: another 10 ms in each invocation would cost ${slower(mode)} USD per million.`,
      );
      if (values.details) console.log(`\n${details(mode)}\n`);
    }
    for (const action of pipeline.meters.unpriced) console.log(`${action} is called and has no price here.`);
    if (modes[0]) console.log(kept(modes[0]));
  } finally {
    await pipeline.stop();
  }
}

/** A second of either mode first, so that nothing is measured while code is cold. */
async function measured(pipeline: Pipeline, mode: string, work: () => Promise<Work>): Promise<Measured> {
  await work();
  pipeline.meters.take();
  const done = await work();
  return { mode, work: done, entries: pipeline.meters.take() };
}
