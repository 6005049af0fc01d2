import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectTaggingCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { LocalService } from '../local-service';
import { closeClients, s3Client } from '../../../test/support/local/clients';
import { isMissing } from './refuse-missing';
import { startFauxqs } from './start-fauxqs';

describe('what the local S3 does not have', () => {
  let service: LocalService;
  let client: S3Client;
  const where = { Bucket: 'events', Key: 'a/b.json' };

  beforeAll(async () => {
    service = await startFauxqs('127.0.0.1');
    client = s3Client(service.endpoint);
    await client.send(new CreateBucketCommand({ Bucket: 'events' }));
    await client.send(new PutObjectCommand({ ...where, Body: 'kept' }));
  });
  afterAll(async () => {
    await service.stop();
    closeClients();
  });

  it('is named, and touches neither bucket nor object', async () => {
    const Tagging = { TagSet: [{ Key: 'a', Value: 'b' }] };
    for (const sent of [
      client.send(new PutObjectTaggingCommand({ ...where, Tagging })),
      client.send(new DeleteObjectTaggingCommand(where)),
      client.send(new DeleteBucketPolicyCommand({ Bucket: 'events' })),
      client.send(new GetBucketPolicyCommand({ Bucket: 'events' })),
    ]) {
      await expect(sent).rejects.toMatchObject({
        name: 'NotImplemented',
        message: expect.stringMatching(
          /The local S3 has no operation ".*docs\/local-services\.md/,
        ) as unknown,
      });
    }
    await client.send(new HeadBucketCommand({ Bucket: 'events' }));
    const { Body } = await client.send(new GetObjectCommand(where));
    expect(await Body?.transformToString()).toBe('kept');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'events', Prefix: 'a/' }));
    expect(Contents).toHaveLength(1);
  });

  it.each([
    ['GET', '/b?list-type=2&prefix=a%2F', false],
    ['GET', '/b/k?x-id=GetObject&X-Amz-Signature=0&response-content-type=a', false],
    ['PUT', '/b/k?partNumber=1&uploadId=u', false],
    ['POST', '/b/k?uploads', false],
    ['POST', '/b/?delete=', false],
    ['GET', '/b/?uploads', true],
    ['GET', '/b/k?uploadId=u', true],
    ['GET', '/b/k?versionId=1', true],
    ['DELETE', '/b?lifecycle', true],
    ['PUT', '/b/?versioning', true],
  ])('is told by method and parameters: %s %s', (method, url, expected) => {
    expect(isMissing(method, url)).toBe(expected);
  });

  it('is the query protocol of older clients too', async () => {
    const answer = await fetch(service.endpoint, {
      method: 'POST',
      body: new URLSearchParams({ Action: 'ListQueues', Version: '2012-11-05' }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('The local SQS has no operation "ListQueues"');
  });
});
