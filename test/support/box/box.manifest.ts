import { Box, boxEvents } from './box';
import { BoxProjection } from './box.projection';

/** What every manifest has to say, for a box that nobody can reach. */
export const bareBox = {
  aggregate: Box,
  events: boxEvents,
  controllers: [],
  handlers: [],
  providers: [],
  projections: [BoxProjection],
  history: BoxProjection,
  reads: [],
};
