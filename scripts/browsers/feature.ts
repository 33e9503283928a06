/** Where a thing works: `true`, or why not, or what is different there. */
export type Works = true | string;

/** One line of docs/browsers.md, with the end-to-end tests that prove it. */
export interface Feature {
  what: string;
  chromium: Works;
  firefox: Works;
  devtools: Works;
  tab: Works;
  /** by browser: a test file and a title in it */
  tests: { chromium?: TestName; firefox?: TestName };
}

export type TestName = readonly [file: `${string}.e2e.ts`, title: string];
