import { externalService } from './local-service';

describe('externalService', () => {
  it('is the endpoint without its trailing slash', () => {
    expect(externalService('http://127.0.0.1:8000/').endpoint).toBe('http://127.0.0.1:8000');
  });

  it('has nothing to stop and never ends by itself', async () => {
    const service = externalService('http://127.0.0.1:8000');
    await expect(service.stop()).resolves.toBeUndefined();
    await expect(Promise.race([service.exited, Promise.resolve('running')])).resolves.toBe('running');
  });
});
