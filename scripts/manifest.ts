import source from '../manifest.json' with { type: 'json' };
import about from '../package.json' with { type: 'json' };

/** The version is that of `package.json`, where releases raise it. */
const manifest = { ...source, version: about.version };

export type Target = 'chrome' | 'firefox';

/** The add-on id that Firefox wants in the manifest. */
export const GECKO_ID = 'psd2-oauth@devtools.example';

/**
 * The manifest of a target. `manifest.json` is Chrome's; Firefox has an event page instead of a
 * service worker, an add-on id, and a word on data collection.
 */
export function manifestFor(target: Target, command: 'build' | 'serve'): object {
  // In development CRXJS only serves pages that some manifest field names.
  const dev = command === 'serve' ? { options_page: 'src/panel/panel.html' } : {};
  if (target === 'chrome') return { ...manifest, ...dev };
  // Firefox has no schema for what an organisation sets.
  const {
    minimum_chrome_version: _chrome,
    storage: _schema,
    background,
    permissions,
    ...rest
  } = manifest;
  return {
    ...rest,
    ...dev,
    // Rules alone hold a redirect there: nothing runs in pages.
    permissions: permissions.filter((name) => name !== 'scripting'),
    background: { scripts: [background.service_worker], type: background.type },
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        strict_min_version: '153.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}
