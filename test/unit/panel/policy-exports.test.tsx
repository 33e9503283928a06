import render from 'preact-render-to-string';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Catalogue } from '../../../src/panel/banks/load-banks.ts';
import { useBrowsing } from '../../../src/panel/banks/use-browsing.ts';
import {
  eventsOf,
  opened,
  started,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { SequencePicture } from '../../../src/panel/pictures/SequencePicture.tsx';
import { managed } from '../../../src/panel/policy/policy.ts';
import type { PanelStore } from '../../../src/panel/store.ts';

const downloadJson = vi.hoisted(() => vi.fn());
vi.mock('../../../src/panel/ui/download.ts', () => ({ downloadJson, download: vi.fn() }));

beforeEach(() => downloadJson.mockClear());
afterEach(() => {
  managed.value = {};
});

it.each([
  [{}, true],
  [{ exports: 'without_secrets' }, true],
  [{ exports: 'none' }, false],
])('saves pictures of flows, unless the organisation wants no flow in a file: %o', (set, saves) => {
  managed.value = set;
  const events = eventsOf(started(), opened());
  const html = render(<SequencePicture flow={stateOf(events)} events={events} view="table" />);
  expect(html.includes('Save as SVG')).toBe(saves);
  expect(html.includes('Save as PNG')).toBe(saves);
  expect(html.includes('Your organisation has switched exports off')).toBe(!saves);
});

it.each([
  [{}, undefined],
  [{ exports: 'without_secrets' }, false],
  [{ exports: 'none' }, false],
])('asks about secrets in bank profiles, unless no file may have any: %o', (set, hasSecret) => {
  managed.value = set;
  const environments = { sandbox: { defaults: { clientSecret: 'FAKE-made-up' } } };
  const own = { mine: { id: 'mine', group: 'Mine', environments } };
  const catalogue: Catalogue = { banks: [], unlisted: [], shipped: {}, own };
  let exportOne: (id: string) => void = () => undefined;
  const Probe = () => {
    ({ exportOne } = useBrowsing({} as PanelStore, catalogue, () => undefined).actions);
    return null;
  };
  render(<Probe />);
  exportOne('mine');
  const saved = downloadJson.mock.calls.map(([, text]) => String(text).includes('FAKE-made-up'));
  expect(saved).toEqual(hasSecret === undefined ? [] : [hasSecret]);
});
