/**
 * Registers the panel and tells it when it is shown, hidden and searched; in Chrome it also registers what turns a
 * recording into a flow file. Paths are absolute: Firefox resolves relative ones against this page's folder.
 */
type Shown = { addListener(listener: (panel: Window) => void): void };
type Searched = {
  addListener(listener: (action: string, query?: string) => void): void;
};
type Hidden = { addListener(listener: () => void): void };
interface DevtoolsPanels {
  create(
    title: string,
    icon: string,
    page: string,
    created: (panel: { onShown: Shown; onHidden: Hidden; onSearch?: Searched }) => void,
  ): unknown;
}
interface RecorderPlugin {
  stringify(recording: unknown): Promise<string>;
  stringifyStep(step: unknown): Promise<string>;
}
/** Chrome 105 and later; Firefox has no Recorder. */
interface Recorder {
  registerRecorderExtensionPlugin(plugin: RecorderPlugin, name: string, mediaType: string): unknown;
}
declare const chrome: { devtools: { panels: DevtoolsPanels; recorder?: Recorder } };

let shown: Window | undefined;

// The callback form works in every browser we support; Chrome returns a promise only from 152 on.
chrome.devtools.panels.create(
  'OAuth',
  '/icons/icon-32.png',
  '/src/panel/panel.html',
  ({ onShown, onHidden, onSearch }) => {
    onShown.addListener((panel) => {
      shown = panel;
      panel.dispatchEvent(new Event('panel-shown'));
    });
    onHidden.addListener(() => shown?.dispatchEvent(new Event('panel-hidden')));
    // Firefox has no find bar for panels: there the panel has its own.
    onSearch?.addListener((action, query) =>
      shown?.dispatchEvent(new CustomEvent('panel-search', { detail: { action, query } })),
    );
  },
);

chrome.devtools.recorder?.registerRecorderExtensionPlugin(
  { stringify: flowFileOf, stringifyStep: (step) => flowFileOf({ title: '', steps: [step] }) },
  'OAuth flow',
  'application/json',
);

/** Hands a recording to a panel that nobody sees, which knows the banks, and gives what it makes of it. */
function flowFileOf(recording: unknown): Promise<string> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const panel = document.createElement('iframe');
    port1.onmessage = ({ data }) => {
      panel.remove();
      resolve(data);
    };
    panel.onload = () => panel.contentWindow?.postMessage(recording, origin, [port2]);
    panel.src = '/src/panel/panel.html#recording';
    document.body.append(panel);
  });
}
