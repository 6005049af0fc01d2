import { inject, injectable } from 'inversify';
import { CommandBus } from '../../../../eventsourcing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/command-context';
import {
  accepted,
  Accepted,
  Access,
  Answers,
  Body,
  Caller,
  Controller,
  found,
  Get,
  listed,
  MemberListRequest,
  PageOf,
  Param,
  Post,
  Put,
  Query,
  ReadRequest,
  Refuses,
  type Answer,
} from '../../../../http';
import { RoleQueries } from '../read/role.queries';
import { CreateRole } from '../write/create-role.command';
import { DisableRole } from '../write/disable-role.command';
import { CreateRoleRequest } from './create-role.request';
import { ListRolesRequest } from './list-roles.request';
import { MemberView, memberView } from './member.view';
import { RoleView, roleView } from './role.view';

@Controller('/roles')
@injectable()
export class RoleController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(RoleQueries) private readonly roles: RoleQueries,
  ) {}

  @Post('/', { summary: 'Create a role' })
  @Access('public')
  @Answers(Accepted)
  @Refuses('conflict', 'iam/role/already-created', 'iam/role/name-taken')
  @Refuses('rule', 'iam/role/name-invalid')
  async create(
    @Body(CreateRoleRequest) { id, name }: CreateRoleRequest,
    @Caller() caller: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(new CreateRole(id, name), caller));
  }

  @Put('/{id}/disable', { summary: 'Disable a role' })
  @Access('public')
  @Answers(Accepted)
  @Refuses('not-found', 'iam/role/not-found')
  @Refuses('rule', 'iam/role/already-disabled')
  async disable(@Param('id') id: string, @Caller() caller: CommandContext): Promise<Answer> {
    return accepted(await this.commands.execute(new DisableRole(id), caller));
  }

  @Get('/', { summary: 'List roles' })
  @Access('public')
  @Answers(PageOf(RoleView))
  async list(@Query(ListRolesRequest) request: ListRolesRequest): Promise<Answer> {
    const { contains } = request;
    return listed(['roles', contains], request, (page) => this.roles.list(page, contains), roleView);
  }

  @Get('/{id}', { summary: 'Find a role' })
  @Access('public')
  @Answers(RoleView)
  @Refuses('not-found', 'iam/role/not-found')
  async find(@Param('id') id: string, @Query(ReadRequest) freshness: ReadRequest): Promise<Answer> {
    const role = await this.roles.find(id, freshness);
    return found(roleView(role), role.version);
  }

  @Get('/{id}/users', { summary: 'List the users who hold a role' })
  @Access('public')
  @Answers(PageOf(MemberView))
  @Refuses('not-found', 'iam/role/not-found')
  async users(
    @Param('id') id: string,
    @Query(MemberListRequest) request: MemberListRequest,
  ): Promise<Answer> {
    return listed(
      ['users of role', id],
      request,
      (page) => this.roles.members(id, request, page),
      memberView,
    );
  }
}
