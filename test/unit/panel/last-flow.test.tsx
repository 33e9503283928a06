import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { eventsOf, stateOf } from '../../../src/panel/flows/example-flow.fixture.ts';
import { LastFlow } from '../../../src/panel/flows/first/LastFlow.tsx';
import { exchangedFlow } from '../../../src/panel/flows/pushed-flow.fixture.ts';
import { StoreContext } from '../../../src/panel/store-context.ts';
import { fakeWorker, firstReads } from './fake-worker.ts';

it('has its row from the first drawing, so that no list moves for it, and its button once it is read', async () => {
  const last = summariseFlow(stateOf(eventsOf(...exchangedFlow)));
  const { store } = fakeWorker({ readFirst: async () => firstReads({ flows: [last] }) });
  await store.load();
  const drawn = renderToString(
    <StoreContext.Provider value={store}>
      <LastFlow onRunAgain={() => undefined} />
    </StoreContext.Provider>,
  );
  expect(drawn).toContain(last.bank);
  expect(drawn).toMatch(/<button[^>]*disabled/);
});
