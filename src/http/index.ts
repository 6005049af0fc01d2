/** What controllers, queries and composition need of the HTTP layer. */
export { because, owner } from './access';
export type { AccessRule } from './access';
export { accepted, Accepted, content, found, listed, page, PageOf, received, Received } from './answer';
export type { Answer, Shape } from './answer';
export { decodeCursor, encodeCursor } from './cursor';
export type { CursorKey } from './cursor';
export {
  Access,
  Answers,
  Body,
  Caller,
  Command,
  Controller,
  Delete,
  Get,
  Limit,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Refuses,
} from './decorators';
export { Describe } from './describe';
export { EventsOf, EventView, listedEvents, NoData } from './events';
export { Contains, ContainsFilter, StreamOf, Uuid } from './fields';
export { DecimalNumber, WholeNumber } from './numbers';
export type { HttpLogger } from './problem';
export { EventListRequest, FindRequest, ListRequest, MemberListRequest, ReadRequest } from './requests';
export { duplicateRoutes } from './route';
export type { ControllerClass, Route } from './route';
export { Router } from './router';
export type { RouterOptions } from './router';
export { routeMistakes, routesOf } from './routes';
