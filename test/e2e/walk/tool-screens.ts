import { BPCE } from '../driver/bpce-flow.ts';
import { chooseTool } from '../driver/choose-tool.ts';
import { dropFiles } from '../driver/drop-files.ts';
import type { Harness } from '../driver/harness.ts';
import { flowWithTokens } from '../driver/kept-flow.ts';
import { laterFile, madeUpFile } from '../driver/made-up-file.ts';
import { openFlowWithTokens } from './flow-with-tokens.ts';
import type { PanelScreen } from './panel-screen.ts';

const OTHER_RUN = 'Other run';

const backToFlows = ({ panel }: Harness) => panel.click('button', 'Back to the flows');

function flowTool(name: string, shown: RegExp, then?: PanelScreen['open']): PanelScreen {
  return {
    name: name.replace('…', then ? ', under way' : ''),
    async open(harness) {
      await openFlowWithTokens(harness);
      await chooseTool(harness.panel, name);
      await harness.panel.readAll(shown);
      await then?.(harness);
    },
    leave: backToFlows,
  };
}

function timelineAs(view: 'Diagram' | 'Table', role: string): PanelScreen {
  return {
    name: `flow, Timeline as ${view}`,
    async open(harness) {
      const { panel } = harness;
      await openFlowWithTokens(harness);
      await panel.openDetail('Timeline');
      await panel.click('radio', view);
      await panel.find(role, `Flow with ${BPCE}`);
    },
    leave: ({ panel }) => panel.click('radio', 'List'),
  };
}

/** What can be done with flows and their records. */
export const TOOL_SCREENS: readonly PanelScreen[] = [
  timelineAs('Diagram', 'image'),
  timelineAs('Table', 'table'),
  {
    name: 'flow, More',
    async open(harness) {
      await openFlowWithTokens(harness);
      await harness.panel.click('button', 'More');
      await harness.panel.find('menuitem', 'Forget flow');
    },
    leave: ({ panelPage }) => panelPage.keyboard.press('Escape'),
  },
  flowTool('Export…', /There is no secret in it/),
  flowTool('Run again elsewhere…', /made anew/),
  {
    name: 'Compare with',
    async open(harness) {
      const { panel, panelPage, bank } = harness;
      await flowWithTokens(panelPage, bank, OTHER_RUN);
      await openFlowWithTokens(harness);
      await chooseTool(panel, 'Compare with…');
      await panel.choose('Compare with', OTHER_RUN);
      await panel.readAll(/set aside/);
    },
    leave: backToFlows,
  },
  {
    name: 'Board',
    async open({ panel }) {
      await panel.click('tab', 'Flows');
      await panel.click('button', 'Board');
      await panel.find('table', 'Board');
    },
    leave: backToFlows,
  },
  flowTool('Break on purpose…', /Pages to open/),
  {
    ...flowTool('Break on purpose…', /Pages to open/, async ({ panel }) => {
      await panel.click('button', 'Start');
      await panel.find('table', 'Expected and observed');
    }),
    async leave(harness) {
      await harness.panel.click('button', 'Stop');
      await backToFlows(harness);
    },
  },
  {
    name: 'import report',
    async open({ panel, panelPage }) {
      const text = madeUpFile(1);
      await dropFiles(panelPage, [
        { name: 'monday.flow.json', text },
        { name: 'damaged.flow.json', text: text.replace('"opened"', '"dreamt"') },
      ]);
      await panel.read('Import report', /monday\.flow\.json/);
    },
    leave: ({ panel }) => panel.click('button', 'Close report'),
  },
  {
    name: 'file of a later version',
    async open({ panel, panelPage }) {
      await dropFiles(panelPage, [{ name: 'later.flow.json', text: laterFile() }]);
      await panel.read('File of a later version', /understood/);
    },
    leave: ({ panel }) => panel.click('button', 'Leave this file'),
  },
];
