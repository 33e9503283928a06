import type { Settings } from '../../contract/settings.ts';
import { message } from '../browser.ts';

interface ThemeProps {
  theme: Settings['theme'];
  onTheme(theme: Settings['theme']): void;
}

const THEMES = ['system', 'light', 'dark'] as const;

/** Which colours the panel has. */
export function Theme({ theme, onTheme }: ThemeProps) {
  return (
    <section aria-labelledby="settings-theme">
      <h2 id="settings-theme">{message('settings_theme')}</h2>
      <fieldset class="row themes" aria-labelledby="settings-theme">
        {THEMES.map((name) => (
          <label key={name} class="row">
            <input
              type="radio"
              name="theme"
              value={name}
              checked={name === theme}
              onChange={() => onTheme(name)}
            />
            {message(`theme_${name}`)}
          </label>
        ))}
      </fieldset>
      <p class="subtle">{message('settings_theme_hint')}</p>
    </section>
  );
}
