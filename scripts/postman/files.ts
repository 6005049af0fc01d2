import { contexts } from '../../src/composition/modules';
import type { Folder } from './call';
import { collectionOf } from './collection';
import { folders } from './folders';
import { generatedFolders, type NeverAccepted, type Undeclared } from './generated/folders';

export const COLLECTION_FILE = 'postman/foldline.postman_collection.json';
export const ENVIRONMENT_FILE = 'postman/foldline.postman_environment.json';

export interface CollectionFile {
  /** As it is checked in. */
  readonly text: string;
  /** Those of the manifests, then those of the stories. */
  readonly folders: readonly Folder[];
  /** Commands that no generated request shows accepted. */
  readonly neverAccepted: readonly NeverAccepted[];
  readonly undeclared: readonly Undeclared[];
}

export async function collectionFile(): Promise<CollectionFile> {
  const generated = await generatedFolders(contexts);
  const all = [...generated.folders, ...folders];
  return {
    text: `${JSON.stringify(collectionOf(all), undefined, 2)}\n`,
    folders: all,
    neverAccepted: generated.neverAccepted,
    undeclared: generated.undeclared,
  };
}
