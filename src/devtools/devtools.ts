/**
 * Registers the panel and tells it when it is shown and hidden. Paths are absolute: Firefox resolves
 * relative ones against this page's folder.
 */
type Shown = { addListener(listener: (panel: Window) => void): void };
type Hidden = { addListener(listener: () => void): void };
interface DevtoolsPanels {
  create(
    title: string,
    icon: string,
    page: string,
    created: (panel: { onShown: Shown; onHidden: Hidden }) => void,
  ): unknown;
}
declare const chrome: { devtools: { panels: DevtoolsPanels } };

let shown: Window | undefined;

// The callback form works in every browser we support; Chrome returns a promise only from 152 on.
chrome.devtools.panels.create(
  'OAuth',
  '/icons/icon-32.png',
  '/src/panel/panel.html',
  ({ onShown, onHidden }) => {
    onShown.addListener((panel) => {
      shown = panel;
      panel.dispatchEvent(new Event('panel-shown'));
    });
    onHidden.addListener(() => shown?.dispatchEvent(new Event('panel-hidden')));
  },
);
