import { AwsMessages } from '../../aws/messages';
import { MESSAGES } from '../../outside/messages';
import type { Provide } from './provide';

export const provideMessages: Provide = (container, environment) => {
  container.bind(MESSAGES).toDynamicValue(() => new AwsMessages(() => environment.resource('MailSender')));
};
