import type {
  CloudResource,
  ProvisionedResource,
  ProvisionedType,
} from '../../../local/services/provision/cloud-resource';

export function resource(
  type: ProvisionedType,
  logicalId: string,
  properties: CloudResource['properties'] = {},
): ProvisionedResource {
  return { logicalId, type, properties };
}

export function table(logicalId: string, more: CloudResource['properties'] = {}): ProvisionedResource {
  return resource('AWS::DynamoDB::Table', logicalId, {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'stream', AttributeType: 'S' },
      { AttributeName: 'version', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'stream', KeyType: 'HASH' },
      { AttributeName: 'version', KeyType: 'RANGE' },
    ],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    ...more,
  });
}

export function fifoQueue(logicalId: string, more: CloudResource['properties'] = {}): ProvisionedResource {
  return resource('AWS::SQS::Queue', logicalId, { FifoQueue: true, ...more });
}
