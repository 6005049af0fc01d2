import { inject, injectable } from 'inversify';
import { CommandBus } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import { historyOf, type History } from '../../../../eventsourcing/reading/history';
import {
  accepted,
  Accepted,
  Access,
  Answers,
  Body,
  Command,
  Controller,
  Delete,
  EventListRequest,
  FindRequest,
  found,
  Get,
  listed,
  listedEvents,
  MemberListRequest,
  PageOf,
  Param,
  Post,
  Put,
  Query,
  Refuses,
  type Answer,
} from '../../../../http';
import { User } from '../domain/user';
import { userEvents } from '../domain/user.events';
import { UserQueries } from '../read/user.queries';
import type { UserRow } from '../read/user.tables';
import { AddRoleToUser } from '../write/add-role-to-user';
import { DisableUser } from '../write/disable-user';
import { RegisterUser } from '../write/register-user';
import { RemoveRoleFromUser } from '../write/remove-role-from-user';
import { UpdateUserNames } from '../write/update-user-names';
import { AddRoleRequest } from './add-role.request';
import { HeldRoleView, heldRoleView } from './held-role.view';
import { ListUsersRequest } from './list-users.request';
import { RegisterUserRequest } from './register-user.request';
import { UpdateUserNamesRequest } from './update-user-names.request';
import { userEventPage } from './user-events.view';
import { UserView, userView } from './user.view';

@Controller('/users')
@injectable()
export class UserController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(UserQueries) private readonly users: UserQueries,
    @inject(historyOf(User)) private readonly history: History<UserRow>,
  ) {}

  @Post('/', { id: 'registerUser', summary: 'Register a user' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('conflict', 'iam/user/already-registered', 'iam/email-taken')
  @Refuses('rule', 'iam/user/email-invalid')
  async register(
    @Body(RegisterUserRequest) { id, email }: RegisterUserRequest,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(RegisterUser.of({ id, email }), context));
  }

  @Put('/{id}', { id: 'updateUserNames', summary: 'Update the names of a user' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('not-found', 'iam/user/not-found')
  @Refuses('rule', 'iam/user/disabled', 'iam/user/name-invalid')
  async updateNames(
    @Param('id') id: string,
    @Body(UpdateUserNamesRequest) { firstName, lastName }: UpdateUserNamesRequest,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(UpdateUserNames.of({ id, firstName, lastName }), context));
  }

  @Put('/{id}/disable', { id: 'disableUser', summary: 'Disable a user' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('not-found', 'iam/user/not-found')
  @Refuses('rule', 'iam/user/already-disabled')
  async disable(@Param('id') id: string, @Command() context: CommandContext): Promise<Answer> {
    return accepted(await this.commands.execute(DisableUser.of({ id }), context));
  }

  @Post('/{id}/roles', { id: 'addRoleToUser', summary: 'Add a role to a user' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('not-found', 'iam/user/not-found')
  @Refuses(
    'rule',
    'iam/user/disabled',
    'iam/user/role-not-found',
    'iam/user/role-disabled',
    'iam/user/role-already-held',
  )
  async addRole(
    @Param('id') id: string,
    @Body(AddRoleRequest) { roleId }: AddRoleRequest,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(AddRoleToUser.of({ id, roleId }), context));
  }

  @Delete('/{id}/roles/{roleId}', {
    id: 'removeRoleFromUser',
    summary: 'Remove a role from a user, disabled or not',
  })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('not-found', 'iam/user/not-found')
  @Refuses('rule', 'iam/user/role-not-held')
  async removeRole(
    @Param('id') id: string,
    @Param('roleId') roleId: string,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(RemoveRoleFromUser.of({ id, roleId }), context));
  }

  @Get('/', { id: 'listUsers', summary: 'List users' })
  @Access('admin', 'auditor')
  @Answers(PageOf(UserView))
  async list(@Query(ListUsersRequest) request: ListUsersRequest): Promise<Answer> {
    const { sort, contains } = request;
    const scope = ['users', sort, contains];
    return listed(scope, request, (page) => this.users.list(sort, page, contains), userView);
  }

  @Get('/{id}', { id: 'findUser', summary: 'Find a user, as they are or as they were' })
  @Access('admin', 'auditor')
  @Answers(UserView)
  @Refuses('not-found', 'iam/user/not-found', 'iam/user/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const user = at ? await this.history.at(id, at) : await this.users.find(id, request);
    return found(userView(user), user.version);
  }

  @Get('/{id}/events', { id: 'listUserEvents', summary: 'List what happened to a user' })
  @Access('admin', 'auditor')
  @Answers(userEventPage)
  @Refuses('not-found', 'iam/user/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(userEvents, this.history, id, request);
  }

  @Get('/{id}/roles', { id: 'listUserRoles', summary: 'List the roles that a user holds' })
  @Access('admin', 'auditor')
  @Answers(PageOf(HeldRoleView))
  @Refuses('not-found', 'iam/user/not-found')
  async roles(
    @Param('id') id: string,
    @Query(MemberListRequest) request: MemberListRequest,
  ): Promise<Answer> {
    return listed(
      ['roles of user', id],
      request,
      (page) => this.users.roles(id, request, page),
      heldRoleView,
    );
  }
}
