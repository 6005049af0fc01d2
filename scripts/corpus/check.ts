import 'reflect-metadata/lite';
import { modules } from '../../src/composition/modules';
import { checkCorpus } from './check-corpus';
import { CORPUS_FOLDER, readCorpus } from './corpus-file';

/** `npm run corpus:check`: exits 1 when today's code reads yesterday's commits differently. */
const files = readCorpus(CORPUS_FOLDER);
const { faults, unrecorded } = checkCorpus(modules, files);
for (const fault of faults) console.error(fault);
for (const { file, reason } of unrecorded) {
  console.error(`${file.path}: ${reason}; run npm run corpus:write and look at the difference.`);
}
if (faults.length + unrecorded.length > 0) process.exitCode = 1;
else console.log(`${files.length} stored histories lead to the states and uniqueValues that they did before`);
