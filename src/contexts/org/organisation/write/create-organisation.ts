import { inject, injectable } from 'inversify';
import { CreateHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Organisation } from '../domain/organisation';
import { ProfileCommand } from './profile.command';

/** Gives an organisation its profile. */
export class CreateOrganisation extends ProfileCommand {
  static readonly type = 'org/organisation/create';
}

@Handles(CreateOrganisation)
@injectable()
export class CreateOrganisationHandler extends CreateHandler<CreateOrganisation, Organisation> {
  constructor(@inject(repositoryOf(Organisation)) organisations: Repository<Organisation>) {
    super(organisations);
  }

  protected decide(organisation: Organisation, { name, location, description }: CreateOrganisation): void {
    organisation.create({ name, location, description });
  }
}
