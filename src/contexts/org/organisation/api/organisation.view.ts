import { IsInt, IsString, Min } from 'class-validator';
import { Describe, Uuid, type Shape } from '../../../../http';
import type { OrganisationRow } from '../read/organisation.tables';

export class OrganisationView {
  @Uuid()
  readonly id!: string;

  @IsInt()
  @Min(1)
  readonly version!: number;

  @Describe('In one line.', 'Harbour Works')
  @IsString()
  readonly name!: string;

  @Describe('In one line.', 'Bergen, Norway')
  @IsString()
  readonly location!: string;

  @Describe('In lines; may be empty.', 'We keep the docks running.')
  @IsString()
  readonly description!: string;
}

export function organisationView({
  id,
  version,
  name,
  location,
  description,
}: OrganisationRow): Shape<OrganisationView> {
  return { id, version, name, location, description };
}
