import type {
  Process,
  ProcessHandlers,
  ProcessReactions,
} from '../../../../../src/eventsourcing/consuming/process';
import { labelEvents, type LabelEvent } from '../label/domain/label.events';
import { SendParcel } from '../parcel/write/send-parcel';

export class SendParcelWhenLabelled implements Process<LabelEvent> {
  readonly name = 'shop/send-parcel-when-labelled';
  readonly follows = [labelEvents];
  readonly sends = [SendParcel];
  readonly on: ProcessHandlers<LabelEvent> = {};
  readonly react: ProcessReactions<LabelEvent> = {
    'shop/label/printed': ({ data: { parcelId } }) => [SendParcel.of({ id: parcelId, to: 'Ann' })],
  };
}
