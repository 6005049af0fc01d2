import { writeFileSync } from 'node:fs';
import { COLLECTION_FILE, collectionText } from './files';

writeFileSync(COLLECTION_FILE, collectionText());
console.log(`${COLLECTION_FILE} is up to date.`);
