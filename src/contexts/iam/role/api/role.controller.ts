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
  content,
  Controller,
  EventListRequest,
  FindRequest,
  found,
  Get,
  listed,
  listedEvents,
  PageOf,
  Param,
  Post,
  Put,
  Query,
  ReadRequest,
  Refuses,
  type Answer,
} from '../../../../http';
import { Role } from '../domain/role';
import { roleEvents } from '../domain/role.events';
import { RoleQueries } from '../read/role.queries';
import type { RoleRow } from '../read/role.tables';
import { CreateRole } from '../write/create-role';
import { DisableRole } from '../write/disable-role';
import { CreateRoleRequest } from './create-role.request';
import { HoldersView } from './holders.view';
import { ListMembersRequest } from './list-members.request';
import { ListRolesRequest } from './list-roles.request';
import { MemberView, memberView } from './member.view';
import { roleEventPage } from './role-events.view';
import { RoleView, roleView } from './role.view';

@Controller('/roles')
@injectable()
export class RoleController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(RoleQueries) private readonly roles: RoleQueries,
    @inject(historyOf(Role)) private readonly history: History<RoleRow>,
  ) {}

  @Post('/', { id: 'createRole', summary: 'Create a role' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('conflict', 'iam/role/already-created', 'iam/role/name-taken')
  @Refuses('rule', 'iam/role/name-invalid')
  async create(
    @Body(CreateRoleRequest) { id, name }: CreateRoleRequest,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(CreateRole.of({ id, name }), context));
  }

  @Put('/{id}/disable', { id: 'disableRole', summary: 'Disable a role' })
  @Access('admin')
  @Answers(Accepted)
  @Refuses('not-found', 'iam/role/not-found')
  @Refuses('rule', 'iam/role/already-disabled')
  async disable(@Param('id') id: string, @Command() context: CommandContext): Promise<Answer> {
    return accepted(await this.commands.execute(DisableRole.of({ id }), context));
  }

  @Get('/', { id: 'listRoles', summary: 'List roles' })
  @Access('authenticated')
  @Answers(PageOf(RoleView))
  async list(@Query(ListRolesRequest) request: ListRolesRequest): Promise<Answer> {
    const { sort, contains } = request;
    const scope = ['roles', sort, contains];
    return listed(scope, request, (page) => this.roles.list(sort, page, contains), roleView);
  }

  @Get('/{id}', { id: 'findRole', summary: 'Find a role, as it is or as it was' })
  @Access('authenticated')
  @Answers(RoleView)
  @Refuses('not-found', 'iam/role/not-found', 'iam/role/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const role = at ? await this.history.at(id, at) : await this.roles.find(id, request);
    return found(roleView(role), role.version);
  }

  @Get('/{id}/events', { id: 'listRoleEvents', summary: 'List what happened to a role' })
  @Access('admin', 'auditor')
  @Answers(roleEventPage)
  @Refuses('not-found', 'iam/role/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(roleEvents, this.history, id, request);
  }

  @Get('/{id}/users', { id: 'listRoleUsers', summary: 'List the users who hold a role' })
  @Access('admin', 'auditor')
  @Answers(PageOf(MemberView))
  @Refuses('not-found', 'iam/role/not-found')
  async users(
    @Param('id') id: string,
    @Query(ListMembersRequest) request: ListMembersRequest,
  ): Promise<Answer> {
    return listed(
      ['users of role', id],
      request,
      (page) => this.roles.members(id, request, page),
      memberView,
    );
  }

  @Get('/{id}/users/count', { id: 'countRoleUsers', summary: 'Count the users who hold a role' })
  @Access('authenticated')
  @Answers(HoldersView)
  @Refuses('not-found', 'iam/role/not-found')
  async count(@Param('id') id: string, @Query(ReadRequest) request: ReadRequest): Promise<Answer> {
    return content({ count: await this.roles.holders(id, request) });
  }
}
