import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { fixtures as findings } from '../../../src/panel/findings/FindingList.fixture.tsx';
import { fixtures as calls } from '../../../src/panel/flows/CallDetails.fixture.tsx';
import { fixtures as flowDetail } from '../../../src/panel/flows/FlowDetailView.fixture.tsx';
import { fixtures as flows } from '../../../src/panel/flows/FlowsView.fixture.tsx';
import { fixtures as steps } from '../../../src/panel/flows/steps/Steps.fixture.tsx';
import { fixtures as widgets } from '../../../src/panel/ui/ui.fixture.tsx';
import { fixtures as watch } from '../../../src/panel/watch/WatchSwitchView.fixture.tsx';

const RAW_KEY = new RegExp(`\\b(?:${Object.keys(messages).filter(isCompound).join('|')})\\b`);

/** Keys such as `action_cancel` cannot be mistaken for words of a sentence. */
function isCompound(key: string): boolean {
  return key.includes('_') && !Object.values(messages).some(({ message }) => message.includes(key));
}

describe.each(Object.entries({ calls, findings, flowDetail, flows, steps, watch, widgets }))(
  '%s',
  (_folder, states) => {
    it.each(Object.entries(states))('draws the state "%s"', (_name, Fixture) => {
      const html = renderToString(<Fixture />);
      expect(html).not.toBe('');
      expect(html).not.toMatch(/undefined|\[object|NaN|\$\d/);
      expect(html.replace(/(?:id|class|for|aria-\w+by|aria-controls)="[^"]*"/g, '')).not.toMatch(
        RAW_KEY,
      );
    });
  },
);
