import { DomainError } from '../../kernel/domain-error';

/** 405: the path exists, the method does not. RFC 9110 asks for the list of those that do. */
export class MethodNotAllowedError extends DomainError {
  constructor(readonly allowed: readonly string[]) {
    super('method-not-allowed', 'method-not-allowed', `This path answers ${allowed.join(', ')} only.`);
  }
}
