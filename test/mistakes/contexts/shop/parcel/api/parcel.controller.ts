import { inject } from 'inversify';
import { CommandBus } from '../../../../../../src/eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../../../src/eventsourcing/writing/command-context';
import {
  accepted,
  Access,
  because,
  Command,
  content,
  Controller,
  Get,
  Param,
  Post,
  type Answer,
} from '../../../../../../src/http';
import { ParcelQueries } from '../read/parcel.queries';
import { SendParcel } from '../write/send-parcel';

@Controller('/parcels')
export class ParcelController {
  constructor(
    @inject(CommandBus) private readonly commands: CommandBus,
    @inject(ParcelQueries) private readonly parcels: ParcelQueries,
  ) {}

  @Post('/{id}', { summary: 'Send a parcel' })
  @Access('public', because('anybody may try it'))
  async send(@Param('id') id: string, @Command() caller: CommandContext): Promise<Answer> {
    return accepted(await this.commands.execute(SendParcel.of({ id, to: 'Ann' }), caller));
  }

  @Get('/{id}/stops', { summary: 'List the stops of a parcel' })
  @Access('authenticated')
  async stops(@Param('id') id: string): Promise<Answer> {
    return content(await this.parcels.stops(id));
  }
}
