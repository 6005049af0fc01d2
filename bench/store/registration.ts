import { randomUUID } from 'node:crypto';
import type { UniqueValueRule } from '../../src/eventsourcing/writing/unique-value';
import { User } from '../../src/contexts/iam/user/domain/user';
import type { UserState } from '../../src/contexts/iam/user/domain/user.state';
import { userUniqueValues } from '../../src/contexts/iam/user/write/user.unique-values';
import type { CommandContext } from '../../src/eventsourcing/writing/command-context';
import { Repository } from '../../src/eventsourcing/writing/repository';
import { dynamoPorts } from '../../test/support/dynamo-ports';
import { mean, type Usage } from '../../test/support/metering/usage';
import type { OurDatabase } from './ours';
import { randomLetters } from './workload/random';

export interface RegistrationCost {
  readonly name: string;
  readonly usage: Usage;
}

interface Registration {
  readonly id: string;
  readonly email: string;
  readonly context: CommandContext;
  readonly uniqueValues?: UniqueValueRule<UserState>;
}

/** What registering a user of the example costs, whose e-mail address is unique, each time a mean over `count`. */
export async function measureRegistrations(
  { client, meter, newLog }: OurDatabase,
  count: number,
): Promise<readonly RegistrationCost[]> {
  const ports = dynamoPorts(client, await newLog());
  const register = async ({
    id,
    email,
    context,
    uniqueValues = userUniqueValues,
  }: Registration): Promise<void> => {
    await new Repository(User, uniqueValues, ports).create(id, context, (user) => {
      user.register(email);
    });
  };
  const measure = async (name: string, registrations: readonly Registration[]): Promise<RegistrationCost> => {
    const usages: Usage[] = [];
    for (const registration of registrations) {
      meter.take();
      await register(registration);
      usages.push(meter.take());
    }
    return { name, usage: mean(usages) };
  };

  const plain = Array.from({ length: count }, registration);
  const keyed = Array.from({ length: count }, registration).map(withKey);
  return [
    await measure(
      'without unique value and key',
      plain.map((each) => ({ ...each, id: randomUUID(), uniqueValues: () => [] })),
    ),
    await measure('with a unique value', plain),
    await measure('with a unique value and an idempotency key', keyed),
    await measure('the same again, with the same key', keyed.map(again)),
  ];
}

function registration(): Registration {
  const id = randomUUID();
  const context = { actor: `u-${randomLetters(6)}`, correlationId: randomUUID(), causationId: randomUUID() };
  return { id, email: `${id}@example.com`, context };
}

/** As another request: it has an id of its own. */
function again({ context, ...rest }: Registration): Registration {
  return { ...rest, context: { ...context, causationId: randomUUID() } };
}

function withKey({ context, ...rest }: Registration): Registration {
  // A fingerprint is a hash of the request, of this length.
  const idempotency = { key: randomUUID(), fingerprint: randomLetters(43) };
  return { ...rest, context: { ...context, idempotency } };
}
