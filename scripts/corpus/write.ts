import 'reflect-metadata/lite';
import { modules } from '../../src/composition/modules';
import { checkCorpus } from './check-corpus';
import { CORPUS_FOLDER, readCorpus, writeCorpusFile } from './corpus-file';

/** `npm run corpus:write`: records the results of new files and of raised folds, and of nothing else. */
const { faults, unrecorded } = checkCorpus(modules, readCorpus(CORPUS_FOLDER));
for (const { file, reason } of unrecorded) {
  writeCorpusFile(file);
  console.log(`wrote ${file.path}: ${reason}`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else if (unrecorded.length === 0) console.log('every result is recorded already');
