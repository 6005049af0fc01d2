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
  Caller,
  Command,
  Controller,
  EventListRequest,
  FindRequest,
  found,
  Get,
  listedEvents,
  owner,
  Param,
  Post,
  Put,
  Query,
  Refuses,
  type Answer,
} from '../../../../http';
import type { Principal } from '../../../../identity/principal';
import { DomainError } from '../../../../kernel/domain-error';
import { isUuid } from '../../../../kernel/values';
import { Organisation } from '../domain/organisation';
import { organisationEvents } from '../domain/organisation.events';
import { OrganisationQueries } from '../read/organisation.queries';
import type { OrganisationRow } from '../read/organisation.tables';
import { CreateOrganisation } from '../write/create-organisation';
import { UpdateOrganisation } from '../write/update-organisation';
import { organisationEventPage } from './organisation-events.view';
import { OrganisationView, organisationView } from './organisation.view';
import { ProfileRequest } from './profile.request';

@Controller('/orgs')
@injectable()
export class OrganisationController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(OrganisationQueries) private readonly organisations: OrganisationQueries,
    @inject(historyOf(Organisation)) private readonly history: History<OrganisationRow>,
  ) {}

  @Post('/', { id: 'createOrganisation', summary: 'Create the profile of your organisation' })
  @Access('org')
  @Answers(Accepted)
  @Refuses('conflict', 'org/organisation/already-created')
  @Refuses('rule', 'org/organisation/profile-invalid')
  async create(
    @Body(ProfileRequest) { name, location, description }: ProfileRequest,
    @Caller() caller: Principal,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    const command = CreateOrganisation.of({ id: idOf(caller), name, location, description });
    return accepted(await this.commands.execute(command, context));
  }

  @Put('/', { id: 'updateOrganisation', summary: 'Update the profile of your organisation' })
  @Access('org')
  @Answers(Accepted)
  @Refuses('not-found', 'org/organisation/not-found')
  @Refuses('rule', 'org/organisation/profile-invalid')
  async update(
    @Body(ProfileRequest) { name, location, description }: ProfileRequest,
    @Caller() caller: Principal,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    const command = UpdateOrganisation.of({ id: idOf(caller), name, location, description });
    return accepted(await this.commands.execute(command, context));
  }

  @Get('/{id}', { id: 'findOrganisation', summary: 'Find your organisation, as it is or as it was' })
  @Access(owner('id', 'org'))
  @Answers(OrganisationView)
  @Refuses('not-found', 'org/organisation/not-found', 'org/organisation/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const organisation = at ? await this.history.at(id, at) : await this.organisations.find(id, request);
    return found(organisationView(organisation), organisation.version);
  }

  @Get('/{id}/events', { id: 'listOrganisationEvents', summary: 'List what happened to an organisation' })
  @Access('admin', 'auditor')
  @Answers(organisationEventPage)
  @Refuses('not-found', 'org/organisation/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(organisationEvents, this.history, id, request);
  }
}

/** An organisation is whoever the token is about. @throws DomainError forbidden for a `sub` that cannot be one */
function idOf({ subject }: Principal): string {
  if (isUuid(subject)) return subject.toLowerCase();
  throw new DomainError(
    'forbidden',
    'forbidden',
    'The sub of your token is no UUID, so it names no organisation.',
  );
}
