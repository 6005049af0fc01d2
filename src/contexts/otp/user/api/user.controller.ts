import { inject, injectable } from 'inversify';
import { historyOf, type History } from '../../../../eventsourcing/reading/history';
import {
  Access,
  Answers,
  Controller,
  EventListRequest,
  FindRequest,
  found,
  Get,
  listedEvents,
  owner,
  Param,
  Query,
  Refuses,
  type Answer,
} from '../../../../http';
import { User } from '../domain/user';
import { userEvents } from '../domain/user.events';
import { UserQueries } from '../read/user.queries';
import type { UserRow } from '../read/user.tables';
import { userEventPage } from './user-events.view';
import { OtpUserView, otpUserView } from './user.view';

@Controller('/otp/users')
@injectable()
export class UserController {
  constructor(
    @inject(UserQueries) private readonly users: UserQueries,
    @inject(historyOf(User)) private readonly history: History<UserRow>,
  ) {}

  @Get('/{id}', { id: 'findOtpUser', summary: 'Find who signs in, as they are or as they were' })
  @Access('admin', 'auditor', owner('id'))
  @Answers(OtpUserView)
  @Refuses('not-found', 'otp/user/not-found', 'otp/user/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const user = at ? await this.history.at(id, at) : await this.users.find(id, request);
    return found(otpUserView(user), user.version);
  }

  @Get('/{id}/events', { id: 'listOtpUserEvents', summary: 'List the sign-ins of a user' })
  @Access('admin', 'auditor')
  @Answers(userEventPage)
  @Refuses('not-found', 'otp/user/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(userEvents, this.history, id, request);
  }
}
