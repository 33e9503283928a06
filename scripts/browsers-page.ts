import { writeFileSync } from 'node:fs';
import { browsersPage } from './browsers/browsers-page.ts';
import { CHROMIUM_ALONE, FEATURES } from './browsers/features.ts';

writeFileSync('docs/browsers.md', browsersPage(FEATURES, CHROMIUM_ALONE));
