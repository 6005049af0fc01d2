import { IsString } from 'class-validator';
import { inject } from 'inversify';
import { CreateHandler, Handles } from '../../../../../../src/eventsourcing/writing/command-bus';
import { repositoryOf, type Repository } from '../../../../../../src/eventsourcing/writing/repository';
import { Command } from '../../../../../../src/kernel/command';
import { IsUuid } from '../../../../../../src/kernel/values';
import { Parcel } from '../domain/parcel';

export class SendParcel extends Command {
  static readonly type = 'shop/parcel/send';

  @IsUuid()
  readonly id!: string;

  @IsString()
  readonly to!: string;
}

@Handles(SendParcel)
export class SendParcelHandler extends CreateHandler<SendParcel, Parcel> {
  constructor(@inject(repositoryOf(Parcel)) parcels: Repository<Parcel>) {
    super(parcels);
  }

  protected decide(parcel: Parcel, { to }: SendParcel): void {
    parcel.send(to);
  }
}
