import { Type } from 'class-transformer';
import { Equals, IsString, ValidateNested } from 'class-validator';
import { Describe } from '../http';

/** A public key (RFC 7517, RFC 7518, 6.2). */
export class JwkView {
  @Equals('EC')
  readonly kty!: 'EC';

  @Equals('P-256')
  readonly crv!: 'P-256';

  @Describe('Coordinate of the point, base64url.')
  @IsString()
  readonly x!: string;

  @Describe('Coordinate of the point, base64url.')
  @IsString()
  readonly y!: string;

  @Describe('Which key signed a token, as its header says.')
  @IsString()
  readonly kid!: string;

  @Equals('ES256')
  readonly alg!: 'ES256';

  @Equals('sig')
  readonly use!: 'sig';
}

/** A JSON Web Key Set. */
export class JwksView {
  @Describe(
    'The keys by which tokens of this application are verified, also those that will sign and those that did.',
  )
  @ValidateNested({ each: true })
  @Type(() => JwkView)
  readonly keys!: readonly JwkView[];
}
