import 'reflect-metadata/lite';
import { writeFileSync } from 'node:fs';
import { COLLECTION_FILE, collectionFile } from './files';

const { text, folders, neverAccepted } = await collectionFile();
writeFileSync(COLLECTION_FILE, text);
const requests = folders.reduce((count, { calls }) => count + calls.length, 0);
console.log(`wrote ${COLLECTION_FILE}: ${folders.length} folders, ${requests} requests`);
for (const route of neverAccepted) {
  console.log(
    `${route} was refused in whatever order the commands came. Show it in a story: scripts/postman/folders.`,
  );
}
