import { AggregateRoot } from '../../../../../../src/kernel/aggregate-root';
import { labelEvents, type LabelEvent } from './label.events';

export class Label extends AggregateRoot<boolean, LabelEvent> {
  static readonly type = labelEvents.type;

  constructor(id: string) {
    super(id, { initial: false, apply: { 'shop/label/printed': () => true } });
  }
}
