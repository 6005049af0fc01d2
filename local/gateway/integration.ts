import type { Json } from '../template/json';
import { TemplateError, type TemplatePath } from '../template/template-error';
import { numberOf } from '../template/values';
import type { Route } from './route';

type Settings = Pick<Route, 'payloadFormat' | 'timeoutMilliseconds'>;

/**
 * How a route calls its function. Sources: "PayloadFormatVersion" and "TimeoutInMillis" under "HttpApi" of the AWS
 * SAM specification; "Quotas for configuring and running an HTTP API".
 *
 * @param format places of the two settings in the template, for messages
 * @throws TemplateError for a format that does not exist, and a time that API Gateway does not grant
 */
export function integrationSettings(
  format: { readonly value: Json | undefined; readonly path: TemplatePath },
  timeout: { readonly value: Json | undefined; readonly path: TemplatePath },
): Settings {
  const { value = '2.0' } = format;
  if (value !== '1.0' && value !== '2.0')
    throw new TemplateError(format.path, "must be the text '2.0' or '1.0'");
  const milliseconds = timeout.value === undefined ? undefined : numberOf(timeout.value);
  if (
    timeout.value !== undefined &&
    !(milliseconds !== undefined && milliseconds >= 50 && milliseconds <= 30_000)
  ) {
    throw new TemplateError(timeout.path, 'must be a number of milliseconds from 50 to 30000');
  }
  return {
    ...(value === '1.0' && { payloadFormat: value }),
    ...(milliseconds !== undefined && { timeoutMilliseconds: milliseconds }),
  };
}
