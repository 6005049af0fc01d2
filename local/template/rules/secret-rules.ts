import {
  boolean,
  harmless,
  list,
  map,
  missed,
  number,
  read,
  reads,
  secret,
  text,
  type PropertyRules,
} from './rule';

/** Source: "AWS::SecretsManager::Secret" of the CloudFormation reference. */
export const secretRules: PropertyRules = {
  ...reads('Description Name', text),
  SecretString: read(secret),
  GenerateSecretString: read(
    map({
      ...reads('ExcludeCharacters GenerateStringKey', text),
      SecretStringTemplate: read(secret),
      ...reads(
        `ExcludeLowercase ExcludeNumbers ExcludePunctuation ExcludeUppercase IncludeSpace RequireEachIncludedType`,
        boolean,
      ),
      PasswordLength: read(number),
    }),
  ),
  Tags: read(list(map(reads('Key Value', text)))),
  ...harmless(
    'KmsKeyId',
    'nothing is encrypted on this machine, and a secret reads the same without its key',
  ),
  ...harmless('ReplicaRegions', 'there is one region'),
  ...missed('Type', 'nothing on this machine rotates secrets that others manage'),
};
