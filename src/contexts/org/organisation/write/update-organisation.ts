import { inject, injectable } from 'inversify';
import { ChangeHandler, Handles } from '../../../../eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../eventsourcing/writing/repository';
import { Organisation } from '../domain/organisation';
import { ProfileCommand } from './profile.command';

/** Changes what an organisation says of itself. */
export class UpdateOrganisation extends ProfileCommand {
  static readonly type = 'org/organisation/update';
}

@Handles(UpdateOrganisation)
@injectable()
export class UpdateOrganisationHandler extends ChangeHandler<UpdateOrganisation, Organisation> {
  constructor(@inject(repositoryOf(Organisation)) organisations: Repository<Organisation>) {
    super(organisations);
  }

  protected decide(organisation: Organisation, { name, location, description }: UpdateOrganisation): void {
    organisation.update({ name, location, description });
  }
}
