import { aggregateModule } from '../../../eventsourcing/aggregate-module';
import { reads } from '../../../eventsourcing/reading/table-access';
import { UserController } from './api/user.controller';
import { User } from './domain/user';
import { userEvents } from './domain/user.events';
import { UserProjection } from './read/user.projection';
import { UserQueries } from './read/user.queries';
import { usersTable } from './read/user.tables';
import { RecordSignInHandler } from './write/record-sign-in';

export const userModule = aggregateModule({
  aggregate: User,
  events: userEvents,
  controllers: [UserController],
  handlers: [RecordSignInHandler],
  providers: [UserQueries],
  projections: [UserProjection],
  history: UserProjection,
  reads: [reads(usersTable, 'get')],
});
