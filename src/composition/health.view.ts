import { Equals } from 'class-validator';

export class HealthView {
  @Equals('ok')
  readonly status!: 'ok';
}
