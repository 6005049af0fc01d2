import type { Mistake } from './mistake';

const EVENTS = 'parcel/domain/parcel.events.ts';

/** What the compiler tells. */
export const typeMistakes: readonly Mistake[] = [
  {
    mistake: "forget an event's step in the fold",
    file: 'parcel/domain/parcel.ts',
    from: "    'shop/parcel/arrived': (parcel) => ({ ...parcel, arrived: true }),\n",
    to: '',
    says: `Property '"shop/parcel/arrived"' is missing`,
  },
  {
    mistake: "forget an event's step in a projection",
    file: 'parcel/read/parcel.projection.ts',
    from: "    'shop/parcel/sent': (parcel, { data: { to } }) => ({ ...parcel, to }),\n",
    to: '',
    says: `Property '"shop/parcel/sent"' is missing`,
  },
  {
    mistake: "begin an event's type with another aggregate",
    file: EVENTS,
    from: "DomainEvent<'shop/parcel/arrived'",
    to: "DomainEvent<'shop/label/arrived'",
    says: 'all events of a source begin with its type, and these do not',
  },
  {
    mistake: "begin an event's type with no aggregate",
    file: EVENTS,
    from: "DomainEvent<'shop/parcel/arrived'",
    to: "DomainEvent<'arrived'",
    says: 'begin this event type with context/aggregate/: arrived',
  },
  {
    mistake: 'give a source the type of another aggregate',
    file: EVENTS,
    from: "type: 'shop/parcel',",
    to: "type: 'shop/label',",
    says: '\'"shop/label"\' is not assignable to type \'"shop/parcel"\'',
  },
  {
    mistake: 'lift an event of another aggregate',
    file: 'label/domain/label.events.ts',
    from: "{ type: 'shop/label' }",
    to: "{ type: 'shop/label', upcasters: { 'shop/parcel/sent': [() => ({ to: '' })] } }",
    says: "'shop/parcel/sent'' does not exist in type",
  },
  {
    mistake: 'handle a command with the handler of another',
    file: 'parcel/write/send-parcel.ts',
    from: 'extends CreateHandler<SendParcel, Parcel>',
    to: 'extends CreateHandler<SendParcel & { readonly weight: number }, Parcel>',
    says: "Property 'weight' is missing",
  },
  {
    mistake: 'write a table that is not in the details of the projection',
    file: 'parcel/read/parcel.projection.ts',
    from: "const details = [detail(stopsTable, 'put')] as const;",
    to: "const details = [detail(parcelsTable, 'put')] as const;",
    says: 'is not assignable to type \'"ShopParcelsTable"\'',
  },
  {
    mistake: 'read an index that the table does not have',
    file: 'parcel/parcel.module.ts',
    from: "'query:byReceiver'",
    to: "'query:bySender'",
    says: '\'"query:bySender"\' is not assignable',
  },
  {
    mistake: 'send a command without one of its fields',
    file: 'parcel/api/parcel.controller.ts',
    from: "SendParcel.of({ id, to: 'Ann' })",
    to: 'SendParcel.of({ id })',
    says: "Property 'to' is missing",
  },
];
