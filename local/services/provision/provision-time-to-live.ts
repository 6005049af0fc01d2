import {
  DescribeTimeToLiveCommand,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** The attribute that says when an item may be deleted. */
export interface TimeToLive {
  readonly AttributeName?: string | undefined;
  /** As text when a parameter of the template decides it. */
  readonly Enabled?: boolean | string | undefined;
}

/**
 * Tells a table, new or not, which items expire. Whether they are deleted then is up to the service: DynamoDB takes
 * days to, the one that comes with `npm start` never does.
 */
export async function provisionTimeToLive(
  client: DynamoDBClient,
  TableName: string,
  wanted: TimeToLive | undefined,
): Promise<void> {
  if (String(wanted?.Enabled) !== 'true') return;
  const AttributeName = wanted?.AttributeName;
  const { TimeToLiveDescription: found } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  // DynamoDB refuses to enable what is enabled.
  const isEnabled = found?.TimeToLiveStatus === 'ENABLED' || found?.TimeToLiveStatus === 'ENABLING';
  if (isEnabled && found.AttributeName === AttributeName) return;
  const TimeToLiveSpecification = { AttributeName, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}
