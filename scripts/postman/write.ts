import 'reflect-metadata/lite';
import { writeFileSync } from 'node:fs';
import { COLLECTION_FILE, collectionFile } from './files';

const { text, folders, neverAccepted, undeclared } = await collectionFile();
writeFileSync(COLLECTION_FILE, text);
const requests = folders.reduce((count, { calls }) => count + calls.length, 0);
console.log(`wrote ${COLLECTION_FILE}: ${folders.length} folders, ${requests} requests`);
for (const { route, answer, failure } of neverAccepted) {
  console.log(
    failure === undefined
      ? `${route} was refused in whatever order the commands came, at last with ${answer}. Show it in a story: scripts/postman/folders.`
      : `${route} failed: ${failure}`,
  );
}
for (const { route, code } of undeclared) {
  console.log(
    `${route} refused with ${code}, which it does not declare: add it to its @Refuses, then run npm run openapi.`,
  );
}
// A request that fails is a fault of the code, and no story shows it.
if (neverAccepted.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
