import { DomainError } from '../../kernel/domain-error';
import type { HttpRequest } from './http-request';

const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/;
const CHARSET = /^charset="?([^"]*)"?$/;

/** @throws DomainError unsupported-media-type for anything but JSON in UTF-8 (RFC 8259, 8.1) */
export function requireJson(request: HttpRequest): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charsets = parameters.flatMap((parameter) => CHARSET.exec(parameter)?.[1] ?? []);
  if (!JSON_TYPE.test(type) || charsets.some((charset) => charset !== 'utf-8' && charset !== 'utf8')) {
    throw new DomainError(
      'unsupported-media-type',
      'unsupported-media-type',
      'Send the body as content-type: application/json in UTF-8.',
    );
  }
}
