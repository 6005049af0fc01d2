import { DEFAULT_LIMIT, Limit, PageCursor } from './paging.decorators';

/** One page of a list. A list that can be filtered adds `@Contains('email') readonly contains?: ContainsFilter`. */
export class ListRequest {
  @Limit()
  readonly limit: number = DEFAULT_LIMIT;

  @PageCursor()
  readonly cursor?: string;
}
