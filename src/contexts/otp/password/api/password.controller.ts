import { inject, injectable } from 'inversify';
import { CommandBus } from '../../../../eventsourcing/writing/command-bus';
import type { CommandContext } from '../../../../eventsourcing/writing/command-context';
import {
  Access,
  Answers,
  because,
  Body,
  Command,
  content,
  Controller,
  Limit,
  Param,
  Post,
  received,
  Refuses,
  type Answer,
} from '../../../../http';
import { IssuePassword } from '../write/issue-password';
import { VerifyPassword } from '../write/verify-password';
import { evenly } from './evenly';
import { IssuePasswordRequest } from './issue-password.request';
import { PasswordIssuedView, passwordIssuedView } from './password-issued.view';
import { SignedInView, signedInView } from './signed-in.view';
import { VerifyPasswordRequest } from './verify-password.request';

@Controller('/otp')
@injectable()
export class PasswordController {
  constructor(@inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('/', {
    id: 'issuePassword',
    summary: 'Ask for a one-time password',
    description: 'It is sent to the phone number or e-mail address, and takes the place of the one before.',
  })
  @Access('public', because('whoever signs in has no token yet'))
  @Limit({ per: 'address', requests: 30, seconds: 600 })
  @Answers(PasswordIssuedView)
  @Refuses('rule', 'otp/password/country-unknown', 'otp/password/primary-invalid')
  @Refuses('too-many-requests', 'otp/password/too-many-requests')
  async issue(
    @Body(IssuePasswordRequest) { primary, role, country }: IssuePasswordRequest,
    @Command({ isVersioned: false }) context: CommandContext,
  ): Promise<Answer> {
    const command = IssuePassword.of({ primary, role, country });
    return received(passwordIssuedView(await evenly(() => this.commands.execute(command, context))));
  }

  @Post('/{id}/verification', { id: 'verifyPassword', summary: 'Sign in with a one-time password' })
  @Access('public', because('whoever signs in has no token yet'))
  @Limit({ per: 'address', requests: 120, seconds: 600 })
  @Answers(SignedInView)
  @Refuses('rule', 'otp/password/code-wrong')
  @Refuses('rule', 'otp/password/expired', 'otp/password/locked', 'otp/password/used')
  async verify(
    @Param('id') id: string,
    @Body(VerifyPasswordRequest) { key, code }: VerifyPasswordRequest,
    @Command({ isVersioned: false }) context: CommandContext,
  ): Promise<Answer> {
    const command = VerifyPassword.of({ id, key, code });
    return content(signedInView(await evenly(() => this.commands.execute(command, context))));
  }
}
