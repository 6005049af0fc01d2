import { Accepted, Describe, Uuid } from '../../../../http';

export class ReservationAccepted extends Accepted {
  @Describe(
    'Of the piece that was put aside; a repeat under the same Idempotency-Key is answered the same one.',
  )
  @Uuid()
  readonly reservationId!: string;
}
