import { inject, injectable } from 'inversify';
import { TokenSigner } from '../../../../identity/token-signer';
import { TOKEN_SETTINGS, type TokenSettings } from '../../../../identity/token-settings';
import { SECRETS, type Secrets } from '../../../../outside/secrets';

/** Makes the tokens of those who have signed in. */
@injectable()
export class SignInTokens extends TokenSigner {
  constructor(@inject(SECRETS) secrets: Secrets, @inject(TOKEN_SETTINGS) settings: TokenSettings) {
    super(secrets, settings);
  }
}
