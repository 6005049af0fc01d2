import { collectionOf } from './collection';
import { folders } from './folders';

export const COLLECTION_FILE = 'postman/foldline.postman_collection.json';
export const ENVIRONMENT_FILE = 'postman/foldline.postman_environment.json';

/** The collection as it is checked in. */
export function collectionText(): string {
  return `${JSON.stringify(collectionOf(folders), undefined, 2)}\n`;
}
