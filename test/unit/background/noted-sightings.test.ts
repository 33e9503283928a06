import { beforeEach, describe, expect, it } from 'vitest';
import { NotedSightings } from '../../../src/background/capture/noted-sightings.ts';
import type { RedirectSighting } from '../../../src/engine/accept-redirect.ts';
import { memoryArea } from './memory-area.ts';

const LANDING: RedirectSighting = {
  url: 'https://tpp.example/cb?code=fakecode0001&state=fakestate0001',
  via: 'navigation',
  tabId: 7,
};
const never = () => new Promise<void>(() => {});

let area: ReturnType<typeof memoryArea>;
let ids = 0;
let resumed: RedirectSighting[];

beforeEach(() => {
  area = memoryArea();
  resumed = [];
});

const life = () => new NotedSightings(area, () => `id-${++ids}`);
const resume = async (sighting: RedirectSighting) => void resumed.push(sighting);

describe('a redirect that was seen', () => {
  it('is noted before anything is awaited', () => {
    void life().during(LANDING, never);
    expect([...area.stored.values()]).toMatchObject([{ sighting: LANDING }]);
  });

  it('is found by the next life of a worker that died over it, once', async () => {
    void life().during(LANDING, never);
    await life().resume(resume);
    await life().resume(resume);
    expect(resumed).toEqual([LANDING]);
  });

  it('keeps what was posted, and the status of a bank’s redirect', async () => {
    const form = [{ name: 'code', value: 'fakecode0001' }];
    const posted: RedirectSighting = { url: 'https://tpp.example/cb', via: 'form_post', form };
    const redirected: RedirectSighting = { ...LANDING, via: 'bank_redirect', status: 302 };
    for (const one of [posted, redirected]) void life().during(one, never);
    await life().resume(resume);
    expect(resumed).toEqual([posted, redirected]);
  });

  it('leaves nothing behind once it is dealt with, even badly', async () => {
    await life().during(LANDING, async () => undefined);
    const failed = life().during(LANDING, () => Promise.reject(new Error('made up')));
    await expect(failed).rejects.toThrow('made up');
    expect(area.stored.size).toBe(0);
  });

  it('is not taken up by the life that is at it', async () => {
    const own = life();
    void own.during(LANDING, never);
    await own.resume(resume);
    expect(resumed).toEqual([]);
  });

  it('is given up when life after life died over it', async () => {
    void life().during(LANDING, never);
    for (let time = 0; time < 5; time += 1) {
      void life().resume((sighting) => {
        resumed.push(sighting);
        return never();
      });
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(resumed).toHaveLength(2);
  });

  it('is not noted where its address carries no answer', () => {
    void life().during({ url: 'https://tpp.example/news?page=2', via: 'bank_redirect' }, never);
    expect(area.stored.size).toBe(0);
  });

  it('is worked on where nothing can be stored', async () => {
    area.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    await life().during(LANDING, () => resume(LANDING));
    expect(resumed).toEqual([LANDING]);
  });
});
