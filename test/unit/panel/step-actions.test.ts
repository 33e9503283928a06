import { beforeEach, expect, it, vi } from 'vitest';
import { eventsOf, started, stateOf } from '../../../src/panel/flows/example-flow.fixture.ts';
import { runSteps } from '../../../src/panel/flows/steps/step-actions.ts';
import { planOf } from '../../fixtures/profiles.ts';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

const plan = planOf('practice-fapi1', { variables: { practiceTlsPort: '8490' } });
const flow = stateOf(eventsOf(started({ plan })));

beforeEach(() => void vi.restoreAllMocks());

it('asks for the hosts of all steps within the click', () => {
  const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
  void runSteps(fakeWorker({}).store, flow);
  expect(request).toHaveBeenCalledExactlyOnceWith({
    origins: ['https://fapi1.localhost/*', 'https://api.fapi1.localhost/*'],
  });
});

it('goes by what was granted before where the browser asks nobody', async () => {
  const noClick = new Error('may only be called from a user input handler');
  vi.spyOn(browser.permissions, 'request').mockRejectedValue(noClick);
  const contains = vi.spyOn(browser.permissions, 'contains').mockResolvedValueOnce(false);
  const { store, asked } = fakeWorker({});
  await runSteps(store, flow);
  expect(asked.filter(({ name }) => name === 'runStep')).toEqual([]);
  contains.mockResolvedValue(true);
  await runSteps(store, flow);
  expect(asked.find(({ name }) => name === 'runStep')?.params).toMatchObject({
    name: 'clientCredentials',
  });
});

it('does not ask again for what was granted in this panel, until it is taken away', async () => {
  const request = vi.spyOn(browser.permissions, 'request');
  const { store } = fakeWorker({});
  await runSteps(store, flow);
  await runSteps(store, flow);
  expect(request).toHaveBeenCalledTimes(1);
  browser.permissions.onRemoved.happen();
  await runSteps(store, flow);
  expect(request).toHaveBeenCalledTimes(2);
});
