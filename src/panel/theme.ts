import { effect } from '@preact/signals';
import type { Settings } from '../contract/settings.ts';
import { devtoolsTheme, onDevtoolsThemeChanged } from './browser.ts';
import type { PanelStore } from './store.ts';

/** Keeps the panel in the chosen theme; `system` follows DevTools and, in an ordinary tab, the browser. */
export function followTheme(settings: PanelStore['settings']): void {
  const apply = () => applyTheme(settings.value.theme);
  effect(apply);
  onDevtoolsThemeChanged(apply);
}

function applyTheme(chosen: Settings['theme']): void {
  const theme = chosen === 'system' ? devtoolsTheme() : chosen;
  const { dataset } = document.documentElement;
  if (theme) dataset.theme = theme;
  else delete dataset.theme;
}
