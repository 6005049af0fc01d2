import openApi from '../../openapi.json';
import { Access, Answers, content, Controller, Get, type Answer } from '../http';
import { HealthView } from './health.view';

@Controller('/')
export class SystemController {
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
}
