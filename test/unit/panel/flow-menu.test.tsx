import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { FlowMenu } from '../../../src/panel/flow-tools/FlowMenu.tsx';
import { eventsOf, opened, started } from '../../../src/panel/flows/example-flow.fixture.ts';
import { StoreContext } from '../../../src/panel/store-context.ts';
import { fakeWorker } from './fake-worker.ts';

it('shows the menu alone beside a flow that has no answer and no call yet', async () => {
  const { store } = fakeWorker({
    readFlow: async () => ({ events: [...eventsOf(started(), opened())] }),
  });
  await store.selectFlow('example');
  const html = renderToString(
    <StoreContext.Provider value={store}>
      <FlowMenu />
    </StoreContext.Provider>,
  );
  expect(html).toMatch(/^<[^>]*>.*More/);
});
