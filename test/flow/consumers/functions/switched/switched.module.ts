import { IsString } from 'class-validator';
import { inject, injectable } from 'inversify';
import { iamModule } from '../../../../../src/contexts/iam/iam.module';
import { userEvents, type UserEvent } from '../../../../../src/contexts/iam/user/domain/user.events';
import { UserProjection } from '../../../../../src/contexts/iam/user/read/user.projection';
import { usersTable } from '../../../../../src/contexts/iam/user/read/user.tables';
import { userModule } from '../../../../../src/contexts/iam/user/user.module';
import { contextModule, type Class } from '../../../../../src/eventsourcing/aggregate-module';
import type { Projection, ProjectionHandlers } from '../../../../../src/eventsourcing/consuming/projection';
import { readSwitch } from '../../../../../src/eventsourcing/reading/read-switch';
import { ReadSwitches } from '../../../../../src/eventsourcing/reading/read-switches';
import type { ReadTables } from '../../../../../src/eventsourcing/reading/read-tables';
import { table } from '../../../../../src/eventsourcing/reading/table';
import { reads } from '../../../../../src/eventsourcing/reading/table-access';
import { READ_TABLES } from '../../../../../src/eventsourcing/tokens';
import { Access, Answers, content, Controller, Get, Param, type Answer } from '../../../../../src/http';

interface PersonRow {
  readonly id: string;
  readonly version: number;
  readonly fullName: string;
}

const peopleTable = table<PersonRow>()('IamPeopleTable', { key: ['id'] });
const usersSwitch = readSwitch('iam/users', 'iam/people');

/** The users in the shape of the future: one name is enough. */
class PeopleProjection implements Projection<UserEvent, PersonRow, readonly never[]> {
  readonly name = usersSwitch.to;
  readonly source = userEvents;
  readonly table = peopleTable;
  readonly details = [] as const;

  readonly on: ProjectionHandlers<UserEvent, PersonRow> = {
    'iam/user/registered': (person) => person,
    'iam/user/names-updated': (person, { data: { firstName, lastName } }) => ({
      ...person,
      fullName: `${firstName} ${lastName}`,
    }),
    'iam/user/disabled': (person) => person,
    'iam/user/role-added': (person) => person,
    'iam/user/role-removed': (person) => person,
  };

  initial(id: string): PersonRow {
    return { id, version: 0, fullName: '' };
  }
}

class NameView {
  @IsString()
  readonly name!: string;

  /** The projection that it was read from. */
  @IsString()
  readonly from!: string;
}

/** Reads from whichever of the two is switched to. */
@Controller('/names')
@injectable()
class NameController {
  constructor(
    @inject(READ_TABLES) private readonly tables: ReadTables,
    @inject(ReadSwitches) private readonly switches: ReadSwitches,
  ) {}

  @Get('/{id}', { id: 'findName', summary: 'Find a name' })
  @Access('authenticated')
  @Answers(NameView)
  async find(@Param('id') id: string): Promise<Answer> {
    const from = await this.switches.current(usersSwitch);
    if (from === usersSwitch.to) {
      const person = await this.tables.get(peopleTable, { id });
      return content({ name: person?.fullName ?? '', from });
    }
    const user = await this.tables.get(usersTable, { id });
    return content({ name: user ? `${user.firstName} ${user.lastName}` : '', from });
  }
}

/** The context in the deployment in which its users have a successor. */
export const switchedModule = contextModule({
  ...iamModule,
  switches: [usersSwitch],
  aggregates: iamModule.aggregates.map((module) =>
    module === userModule
      ? {
          ...module,
          controllers: [...module.controllers, NameController],
          projections: [UserProjection, PeopleProjection] as unknown as Class<Projection>[],
          reads: [...module.reads, reads(peopleTable, 'get')],
        }
      : module,
  ),
});
