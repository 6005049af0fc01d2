import { MemberListRequest, StreamOf } from '../../../../http';

export class ListMembersRequest extends MemberListRequest {
  @StreamOf('user')
  readonly of?: string;
}
