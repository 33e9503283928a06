import { existsSync, readFileSync } from 'node:fs';

/** Beside the code in the npm package, above the sources in the repository. */
const PLACES = ['../package.json', '../../package.json'];

/** The version of this tool. */
export function toolVersion(): string {
  const places = PLACES.map((place) => new URL(place, import.meta.url));
  const place = places.find((one) => existsSync(one));
  return place ? JSON.parse(readFileSync(place, 'utf8')).version : '';
}
