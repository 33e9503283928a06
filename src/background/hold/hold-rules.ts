import type { Hold } from '../../core/flow/flow-summary.ts';

/** Ids of our rules for holds start here; other rules of ours have smaller ones. */
export const FIRST_RULE = 1000;

/** What the browser is told so that some holds are in force. */
export interface HoldRules {
  rules: HoldRule[];
  /** match patterns of the banks' pages that are watched */
  pages: string[];
}

export interface HoldRule {
  id: number;
  condition: Record<string, unknown>;
  action: object;
}

const FRAMES = ['main_frame', 'sub_frame'];

/**
 * The rules for some holds: each redirect URI is blocked, and redirects to it are taken out of the answers
 * of banks whose host was granted. That one comes before any service worker of the app.
 *
 * @param atBank true for origins of banks where answers may be changed
 * @param passing tabs that an answer was released in: another hold on the same address lets them through
 */
export function holdRules(
  holds: readonly Hold[],
  atBank: (bank: string) => boolean,
  passing: readonly number[] = [],
): HoldRules {
  const uris = new Set(holds.map(({ redirectUri }) => redirectUri));
  const blocked = [...uris].flatMap((uri) => {
    const regexFilter = blockPattern(uri);
    return regexFilter === undefined
      ? []
      : [
          {
            condition: {
              regexFilter,
              isUrlFilterCaseSensitive: true,
              resourceTypes: FRAMES,
              ...(passing.length === 0 ? {} : { excludedTabIds: [...passing] }),
            },
            action: { type: 'block' },
          },
        ];
  });
  const granted = holds.filter(({ bank }) => atBank(bank));
  const stripped = granted.map(({ bank, redirectUri }) => ({
    condition: {
      requestDomains: [new URL(bank).hostname],
      resourceTypes: FRAMES,
      responseHeaders: [{ header: 'location', values: locationPatterns(redirectUri) }],
    },
    action: {
      type: 'modifyHeaders',
      responseHeaders: [{ header: 'location', operation: 'remove' }],
    },
  }));
  return {
    rules: [...blocked, ...stripped].map((rule, at) => ({ id: FIRST_RULE + at, ...rule })),
    pages: [...new Set(granted.map(({ bank }) => hostPattern(bank)))],
  };
}

/** Match pattern of the host that an origin is on. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/**
 * What an address matches that is the redirect URI up to its query (RE2): with a query or fragment of any
 * kind, and no longer path. `undefined` for schemes of apps, which browsers do not block.
 */
export function blockPattern(redirectUri: string): string | undefined {
  const address = heldAddress(redirectUri);
  if (!/^https?:/.test(address)) return undefined;
  return `^${address.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}([?#]|$)`;
}

/** The redirect URI as browsers write it, without query and fragment. */
export function heldAddress(redirectUri: string): string {
  const [bare = ''] = redirectUri.split(/[?#]/);
  return URL.canParse(bare) ? new URL(bare).href : bare;
}

/** The same for a `location` header, which a bank may write in its own way. Here `*` and `?` are wildcards. */
function locationPatterns(redirectUri: string): string[] {
  const [bare = ''] = redirectUri.split(/[?#]/);
  return [...new Set([bare, heldAddress(redirectUri)])].flatMap((address) => {
    const text = address.replace(/[\\*?]/g, '\\$&');
    return [text, `${text}\\?*`, `${text}#*`];
  });
}
