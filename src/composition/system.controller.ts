import openApi from '../../openapi.json';
import { Access, Answers, content, Controller, Get, type Answer } from '../http';
import { VERIFICATION_KEYS, verificationKeysIn } from '../identity/key-documents';
import { jwksOf, KEYS_KEPT } from '../identity/key-set';
import type { Secrets } from '../outside/secrets';
import { HealthView } from './health.view';
import { JwksView } from './jwks.view';

@Controller('/')
export class SystemController {
  constructor(private readonly secrets: Pick<Secrets, 'get'>) {}

  @Get('/health', { id: 'getHealth', summary: 'Tell that the API answers' })
  @Access('public')
  @Answers(HealthView)
  health(): Answer {
    return content({ status: 'ok' });
  }

  @Get('/openapi.json', { id: 'getOpenApi', summary: 'Describe this API' })
  @Access('public')
  openApi(): Answer {
    return content(openApi);
  }

  @Get('/.well-known/jwks.json', { id: 'getJwks', summary: 'Show the keys that verify tokens' })
  @Access('public')
  @Answers(JwksView)
  async jwks(): Promise<Answer> {
    const keys = verificationKeysIn(await this.secrets.get(VERIFICATION_KEYS));
    return content(jwksOf(keys), { publicFor: KEYS_KEPT });
  }
}
