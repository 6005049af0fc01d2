import type { Operations } from '../aws-json/aws-json.server';
import { texts } from '../aws-json/input';
import { addTags, removeTags, tagList } from '../aws-json/tags';
import type { SecretStore } from './secret-store';

/** DescribeSecret shows the tags. */
export function tagOperations(store: SecretStore): Operations {
  return {
    TagResource: (input) => {
      addTags(store.usable(input).state.tags, tagList(input));
      store.keep();
      return {};
    },

    UntagResource: (input) => {
      removeTags(store.usable(input).state.tags, texts(input, 'TagKeys'));
      store.keep();
      return {};
    },
  };
}
