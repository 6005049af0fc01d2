import { AwsError } from '../aws-json/aws-error';
import type { Operations } from '../aws-json/aws-json.server';
import { optionalText, text } from '../aws-json/input';
import { busName, EventBus, namedBus, type EventBuses } from './event-bus';
import { DEFAULT_BUS } from './event-rule';
import { pageOf } from './pages';

export function busOperations(buses: EventBuses): Operations {
  return {
    CreateEventBus: (input) => {
      const name = text(input, 'Name');
      if (!/^[\w.-]{1,256}$/.test(name))
        throw new AwsError('ValidationException', `"${name}" is no event bus name.`);
      if (buses.has(name))
        throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
      const bus = new EventBus(name);
      buses.set(name, bus);
      return { EventBusArn: bus.arn };
    },

    DeleteEventBus: (input) => {
      const name = busName(text(input, 'Name'));
      if (name === DEFAULT_BUS) throw new AwsError('ValidationException', 'Cannot delete event bus default.');
      if ((buses.get(name)?.rules.size ?? 0) > 0) {
        throw new AwsError('ValidationException', `Event bus ${name} can't be deleted since it has rules.`);
      }
      buses.delete(name);
      return {};
    },

    DescribeEventBus: (input) => describe(namedBus(buses, input, 'Name')),

    ListEventBuses: (input) => {
      const prefix = optionalText(input, 'NamePrefix') ?? '';
      const found = [...buses.values()].filter(({ name }) => name.startsWith(prefix));
      return pageOf(
        input,
        found,
        ({ name }) => name,
        (page) => ({ EventBuses: page.map(describe) }),
      );
    },
  };
}

function describe({ name, arn }: EventBus): object {
  return { Name: name, Arn: arn };
}
