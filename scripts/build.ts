import { buildAll } from './build-all.ts';

await buildAll();
console.log('built dist/chrome and dist/firefox');
