/** Where the frame script of one question is put and how its answer is named. */
interface PanelQuestion {
  panelPrefix: string;
  expression: string;
  /** A name no other question has, under which the panel's process answers. */
  answerName: string;
  timeoutMs: number;
}

const loadTools = `
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, {});`;

/** The start of a panel's id: the add-on's id as an identifier. The rest differs from run to run. */
export function panelIdPrefix(addonId: string): string {
  return `webext-devtools-panel-${addonId.replaceAll(/[^a-zA-Z0-9_-]/g, '_')}-`;
}

function findPanel(panelPrefix: string): string {
  return `${loadTools}
    const key = [...toolbox.additionalToolDefinitions.keys()].find((id) =>
      id.startsWith(${JSON.stringify(panelPrefix)}));
    if (!key) return false;`;
}

/** Opens the toolbox on the tab in front and shows the panel; false while it is not registered. */
export function showPanelScript(panelPrefix: string): string {
  return `${findPanel(panelPrefix)} await toolbox.selectTool(key); return true;`;
}

/** Closes the toolbox of the tab in front. */
export const closeToolboxScript = `${loadTools} await toolbox.destroy(); return true;`;

/**
 * Runs in the panel's process. The sandbox sees the panel's own objects and is not bound by its
 * content security policy, which forbids `eval`.
 */
function frameScript({ expression, answerName }: PanelQuestion): string {
  const code = `(async () => JSON.stringify((await (${expression})) ?? null))()`;
  return `(async () => {
    const answer = {};
    try {
      const scope = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      scope.pressMouse = Cu.exportFunction((x, y) => {
        for (const type of ['mousemove', 'mousedown', 'mouseup']) {
          content.synthesizeMouseEvent(type, x, y, { button: 0, clickCount: 1 });
        }
      }, scope);
      answer.value = await Cu.evalInSandbox(${JSON.stringify(code)}, scope);
    } catch (error) {
      answer.error = String(error);
    }
    sendAsyncMessage(${JSON.stringify(answerName)}, answer);
  })()`;
}

/** Evaluates an expression in the panel; gives `{ value }` as JSON text, or `{ error }`. */
export function askPanelScript(question: PanelQuestion): string {
  const url = `data:application/javascript,${encodeURIComponent(frameScript(question))}`;
  return `${findPanel(question.panelPrefix)}
    const frame = toolbox.win.document.getElementById('toolbox-panel-iframe-' + key);
    const { messageManager } = frame.contentDocument.querySelector('browser');
    return new Promise((resolve) => {
      const name = ${JSON.stringify(question.answerName)};
      const finish = (answer) => {
        clearTimeout(timer);
        messageManager.removeMessageListener(name, listener);
        resolve(answer);
      };
      const listener = ({ data }) => finish(data);
      const timer = setTimeout(
        () => finish({ error: 'the panel gave no answer' }), ${question.timeoutMs});
      messageManager.addMessageListener(name, listener);
      messageManager.loadFrameScript(${JSON.stringify(url)}, false);
    });`;
}

/** Draws the window, toolbox included, and gives it as a data URL. */
export const windowPictureScript = `
  const bitmap = await browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  return canvas.toDataURL('image/png');`;
