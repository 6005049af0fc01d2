/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- it warns of what must not compile here */
import { EmailAddress, PlainName, values } from '../../src/kernel/values';

// Compiled, never run: each line that must not compile says so, and fails to compile if it does.

export const made = values('shop/guest/invalid', { email: [EmailAddress, 'ann@example.com'] });
export const email: EmailAddress = made.email;
// @ts-expect-error -- an address is no name, though both are texts
export const name: PlainName = made.email;
// @ts-expect-error -- nobody asked for a name
export const missing: unknown = made.name;
// @ts-expect-error -- a date is no value object
values('shop/guest/invalid', { born: [Date, '2000-01-01'] });
// @ts-expect-error -- a name is not compared with an address
email.equals(new PlainName('Ann'));
