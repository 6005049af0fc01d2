import { ACCESS } from './access';
import type { AggregateNames } from './aggregate-names';
import type { Files } from './files';

/** The routes of a new aggregate. */
export function controllerFiles(names: AggregateNames): Files {
  const { folder, one, many, type, a } = names;
  return {
    [`${folder}/api/${one.kebab}.controller.ts`]: `${imports(names)}
@Controller('/${many.kebab}')
@injectable()
export class ${one.pascal}Controller {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(${one.pascal}Queries) private readonly ${many.camel}: ${one.pascal}Queries,
    @inject(historyOf(${one.pascal})) private readonly history: History<${one.pascal}Row>,
  ) {}

  @Post('/', { id: 'create${one.pascal}', summary: 'Create ${a}' })
  ${ACCESS.write}
  @Answers(Accepted)
  @Refuses('conflict', '${type}/already-created')
  @Refuses('rule', '${type}/name-invalid')
  async create(
    @Body(Create${one.pascal}Request) { id, name }: Create${one.pascal}Request,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(Create${one.pascal}.of({ id, name }), context));
  }

  @Put('/{id}/name', { id: 'rename${one.pascal}', summary: 'Rename ${a}' })
  ${ACCESS.write}
  @Answers(Accepted)
  @Refuses('not-found', '${type}/not-found')
  @Refuses('rule', '${type}/name-invalid')
  async rename(
    @Param('id') id: string,
    @Body(Rename${one.pascal}Request) { name }: Rename${one.pascal}Request,
    @Command() context: CommandContext,
  ): Promise<Answer> {
    return accepted(await this.commands.execute(Rename${one.pascal}.of({ id, name }), context));
  }

  @Get('/', { id: 'list${many.pascal}', summary: 'List ${many.words}' })
  ${ACCESS.read}
  @Answers(PageOf(${one.pascal}View))
  async list(@Query(List${many.pascal}Request) request: List${many.pascal}Request): Promise<Answer> {
    const { sort, contains } = request;
    const scope = ['${many.words}', sort, contains];
    return listed(scope, request, (page) => this.${many.camel}.list(sort, page, contains), ${one.camel}View);
  }

  @Get('/{id}', { id: 'find${one.pascal}', summary: 'Find ${a}, as it is or as it was' })
  ${ACCESS.read}
  @Answers(${one.pascal}View)
  @Refuses('not-found', '${type}/not-found', '${type}/version-not-found')
  async find(@Param('id') id: string, @Query(FindRequest) request: FindRequest): Promise<Answer> {
    const { at } = request;
    const ${one.camel} = at ? await this.history.at(id, at) : await this.${many.camel}.find(id, request);
    return found(${one.camel}View(${one.camel}), ${one.camel}.version);
  }

  @Get('/{id}/events', { id: 'list${one.pascal}Events', summary: 'List what happened to ${a}' })
  ${ACCESS.events}
  @Answers(${one.camel}EventPage)
  @Refuses('not-found', '${type}/not-found')
  async events(@Param('id') id: string, @Query(EventListRequest) request: EventListRequest): Promise<Answer> {
    return listedEvents(${one.camel}Events, this.history, id, request);
  }
}
`,
  };
}

function imports({ one, many }: AggregateNames): string {
  return `
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
  Refuses,
  type Answer,
} from '../../../../http';
import { ${one.pascal} } from '../domain/${one.kebab}';
import { ${one.camel}Events } from '../domain/${one.kebab}.events';
import { ${one.pascal}Queries } from '../read/${one.kebab}.queries';
import type { ${one.pascal}Row } from '../read/${one.kebab}.tables';
import { Create${one.pascal} } from '../write/create-${one.kebab}';
import { Rename${one.pascal} } from '../write/rename-${one.kebab}';
import { Create${one.pascal}Request } from './create-${one.kebab}.request';
import { List${many.pascal}Request } from './list-${many.kebab}.request';
import { Rename${one.pascal}Request } from './rename-${one.kebab}.request';
import { ${one.camel}EventPage } from './${one.kebab}-events.view';
import { ${one.pascal}View, ${one.camel}View } from './${one.kebab}.view';
`;
}
