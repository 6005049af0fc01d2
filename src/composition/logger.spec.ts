import { setEnvironment } from '../../test/support/process-environment';
import { createLogger } from './logger';

describe('createLogger', () => {
  it('writes a line of JSON for each message, with its level and fields', () => {
    const restore = setEnvironment({
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
      POWERTOOLS_DEV: 'true',
      POWERTOOLS_SERVICE_NAME: 'foldline',
    });
    const lines: unknown[] = [];
    const write = (...[line]: unknown[]): void => {
      lines.push(JSON.parse(String(line)));
    };
    for (const level of ['debug', 'info', 'warn', 'error'] as const)
      jest.spyOn(console, level).mockImplementation(write);

    const logger = createLogger();
    logger.debug('looking');
    logger.info('command accepted', { id: 'one', version: 7 });
    logger.warn('messages not taken', { left: 1 });
    logger.error('projection stopped', { error: new TypeError('no row') });
    restore();
    jest.restoreAllMocks();

    expect(lines).toMatchObject([
      { level: 'DEBUG', message: 'looking', service: 'foldline' },
      { level: 'INFO', message: 'command accepted', id: 'one', version: 7 },
      { level: 'WARN', message: 'messages not taken', left: 1 },
      { level: 'ERROR', message: 'projection stopped', error: { name: 'TypeError', message: 'no row' } },
    ]);
  });
});
