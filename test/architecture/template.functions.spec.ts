import { describeRule } from './template/describe-rule';
import {
  answersInTime,
  bundledAlike,
  keptLogGroup,
  runtimeAndArchitecture,
  variablesNamedAfterResources,
} from './template/function-rules';

describe('functions in template.yaml', () => {
  describeRule('runtime and architecture', runtimeAndArchitecture, [
    {
      at: 'SystemApi.Properties.Runtime',
      to: 'nodejs20.x',
      faults: ['SystemApi must run on nodejs24.x and on !Ref Architecture'],
    },
    {
      at: 'SystemApi.Properties.Architectures',
      to: ['arm64'],
      faults: ['SystemApi must run on nodejs24.x and on !Ref Architecture'],
    },
  ]);

  describeRule('a log group that expires', keptLogGroup, [
    {
      at: 'EventBroker.Properties.LoggingConfig',
      to: { LogGroup: 'by-name' },
      faults: ['EventBroker needs a log group with RetentionInDays'],
    },
    {
      at: 'EventBroker.Properties.LoggingConfig',
      to: { LogGroup: { Ref: 'HttpApi' } },
      faults: ['EventBroker needs a log group with RetentionInDays'],
    },
  ]);

  describeRule('an answer before the HTTP API gives up', answersInTime, [
    {
      at: 'IamQueries.Properties.Timeout',
      to: 30,
      faults: ['IamQueries answers HTTP and needs a Timeout of at most 29 s'],
    },
  ]);

  describeRule('bundles made alike', bundledAlike, [
    {
      at: 'EventBroker.Metadata.BuildProperties.Minify',
      to: false,
      faults: ['EventBroker is bundled with other settings than SystemApi'],
    },
    {
      at: 'EventBroker.Metadata.BuildProperties.EntryPoints',
      to: ['src/functions/iam/commands.ts'],
      faults: ['EventBroker: entry point and Handler do not match'],
    },
    {
      at: 'EventBroker.Metadata.BuildMethod',
      to: undefined,
      faults: ['EventBroker: entry point and Handler do not match'],
    },
  ]);

  describeRule('variables named after resources', variablesNamedAfterResources, [
    {
      at: 'IamCommands.Properties.Environment.Variables.LOG_TABLE',
      to: { Ref: 'EventLogTable' },
      faults: ['IamCommands: EventLogTable belongs in EVENT_LOG_TABLE'],
    },
    {
      at: 'IamQueries.Properties.Environment.Variables.IAM_USERS_TABLE',
      to: { Ref: 'IamRoleUserNamesTable' },
      faults: ['IamQueries: IamRoleUserNamesTable belongs in IAM_ROLE_USER_NAMES_TABLE'],
    },
  ]);
});
