import { buildAll } from './build-all.ts';
import { buildNpm } from './build-npm.ts';

await buildAll();
await buildNpm();
console.log('built dist/chrome, dist/firefox and dist/npm');
