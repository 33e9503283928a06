import type { DrivenPage } from '../browser/driven-page.ts';

// Copied into the npm package as it stands: types alone, and no import but of types that are copied too.

/** What is done on one page of a bank; fields and buttons are named as a screen reader names them. */
export interface ApprovalStep {
  /** name of a field → what is typed into it */
  fill?: Record<string, string>;
  /** name of a button, link or box */
  press?: string;
}

export interface AuthorizeOptions {
  /** path of a flow file, from the panel or from `psd2-oauth record` */
  flow: string;
  /** id of the flow, where the file holds several */
  flowId?: string;
  /** another environment of the bank's profile, e.g. `sandbox` */
  environment?: string;
  /** variables of the profile that differ, e.g. `{ bankCode: '99999' }` */
  variables?: Record<string, string>;
  clientId?: string;
  redirectUri?: string;
  /** by default the environment variable PSD2_CLIENT_SECRET */
  clientSecret?: string;
  /** text of a private key, PEM or JWK, for clients that sign */
  clientKey?: string;
  /** the client's certificate and its key, and a test authority, as PEM */
  certificate?: { cert?: string; key?: string; ca?: string };
  /** by default the steps of the bank's profile; an empty list leaves the pages to you */
  approve?: readonly ApprovalStep[];
  /** name of one of the people whom the bank publishes for its sandbox; `{login}` and `{password}` in steps are theirs */
  persona?: string;
  /** until the answer must have come; 30000 by default */
  timeoutMs?: number;
  /** true for a live environment: real customers, real accounts */
  live?: boolean;
}

/** One diagnosis, in words. */
export interface AuthorizeFinding {
  id: string;
  slug: string;
  severity: 'error' | 'warn' | 'info';
  seen: string;
  expected: string;
  actor: string;
  fix: string;
  source: string;
}

export interface Authorized {
  /** as in the bank's token answer */
  tokens: {
    access_token: string;
    refresh_token?: string;
    id_token?: string;
    token_type?: string;
    expires_in?: number;
    scope?: string;
  };
  /** the flow file of this run, as text; no secret is in it */
  record: string;
  findings: AuthorizeFinding[];
}

/** What `authorize` rejects with when no token came: the message says why. */
export interface AuthorizeFailure extends Error {
  name: 'AuthorizeFailure';
  /** absent when nothing was sent */
  record?: string;
  findings: AuthorizeFinding[];
}

/** A page of puppeteer or of Playwright. */
export type AuthorizePage = DrivenPage;

export type Authorize = (page: AuthorizePage, options: AuthorizeOptions) => Promise<Authorized>;

/** The same in the page that the test runner made. */
export type AuthorizeInPage = (options: AuthorizeOptions) => Promise<Authorized>;

/** For Playwright's `test.extend`. */
export interface Fixtures {
  authorize: (
    used: { page: AuthorizePage },
    use: (authorize: AuthorizeInPage) => Promise<void>,
  ) => Promise<void>;
}
