import type { Json } from './json';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../services/local-account';

export const STACK_NAME = 'local';

/** Source: "Pseudo parameters reference" of CloudFormation. */
export const pseudoParameters: Readonly<Record<string, Json>> = {
  'AWS::AccountId': LOCAL_ACCOUNT,
  'AWS::NotificationARNs': [],
  'AWS::Partition': 'aws',
  'AWS::Region': LOCAL_REGION,
  'AWS::StackId': `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/${STACK_NAME}/local`,
  'AWS::StackName': STACK_NAME,
  'AWS::URLSuffix': 'amazonaws.com',
};
