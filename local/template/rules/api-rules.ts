import {
  boolean,
  dictionary,
  harmless,
  json,
  list,
  map,
  missed,
  number,
  read,
  reads,
  refused,
  text,
  type PropertyRules,
} from './rule';

const operation = 'limits, measurements, logs, domains and tags of the API';

/** Sources: "LambdaAuthorizer" and "OAuth2Authorizer" of HTTP APIs in the AWS SAM specification. */
const authorizerRules: PropertyRules = {
  ...reads('AuthorizerPayloadFormatVersion FunctionArn FunctionInvokeRole IdentitySource', text),
  ...reads('EnableFunctionDefaultPermissions EnableSimpleResponses', boolean),
  AuthorizationScopes: read(list(text)),
  Identity: read(
    map({
      ...reads('Context Headers QueryStrings StageVariables', list(text)),
      ReauthorizeEvery: read(number),
    }),
  ),
  JwtConfiguration: read(map({ ...reads('Issuer issuer', text), ...reads('Audience audience', list(text)) })),
};

/** Source: "AWS::Serverless::HttpApi" of the AWS SAM specification. */
export const httpApiRules: PropertyRules = {
  Auth: read(
    map({
      Authorizers: read(dictionary(map(authorizerRules))),
      DefaultAuthorizer: read(text),
      EnableIamAuthorizer: refused('signatures of requests are not checked on this machine; remove it'),
    }),
  ),
  CorsConfiguration: read(
    map(
      {
        ...reads('AllowHeaders AllowMethods AllowOrigins ExposeHeaders', list(text)),
        AllowCredentials: read(boolean),
        MaxAge: read(number),
      },
      boolean,
    ),
  ),
  DefinitionBody: read(json),
  DefinitionUri: refused('write the document into DefinitionBody instead'),
  ...harmless(
    `AccessLogSettings DefaultRouteSettings Description DisableExecuteApiEndpoint Domain FailOnWarnings Name
    PropagateTags RouteSettings Tags`,
    operation,
  ),
  StageVariables: read(dictionary(text)),
  ...missed('StageName', 'the API here has the stage $default alone'),
};

/** Source: "HttpApi" under "EventSource" of the AWS SAM specification. */
export const httpEventRules: PropertyRules = {
  ...reads('ApiId Method Path PayloadFormatVersion', text),
  TimeoutInMillis: read(number),
  Auth: read(map({ Authorizer: read(text), AuthorizationScopes: read(list(text)) })),
  ...harmless('RouteSettings', operation),
};
