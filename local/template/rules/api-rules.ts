import {
  any,
  boolean,
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

/** Source: "AWS::Serverless::HttpApi" of the AWS SAM specification. */
export const httpApiRules: PropertyRules = {
  Auth: refused('authorizers do not run on this machine; remove it'),
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
  ...missed('StageName StageVariables', 'the API here has the stage $default alone, without variables'),
};

/** Source: "HttpApi" under "EventSource" of the AWS SAM specification. */
export const httpEventRules: PropertyRules = {
  ...reads('ApiId Method Path PayloadFormatVersion', text),
  TimeoutInMillis: read(number),
  Auth: read(any),
  ...harmless('RouteSettings', operation),
};
