import type { DialectName } from './dialects/dialects.ts';

/** Origins of everything the practice bank serves, each without a slash at its end. */
export interface BankAddresses {
  app: string;
  /** The practice app with a service worker that answers its callback so. */
  appWithWorker(answersFrom: 'cache' | 'network'): string;
  index: string;
  control: string;
  /** The BPCE-like bank with this 5-digit code. */
  bpce(bankCode: string): string;
  openPayments: string;
  oidc: string;
  berlin: string;
  /** The bank that answers as badly as can be: `/<case>/token`. */
  hostile: string;
  /** The bank that answers in any style, at any redirect URI. */
  landings: string;
  /** The bank that differs from RFC 6749 in this way. */
  dialect(name: DialectName): string;
}

/**
 * The origins for one port. Browsers resolve every `*.localhost` name to this computer; Node does
 * not, so a Node client connects to 127.0.0.1 and sends the name as `Host`.
 *
 * @see RFC 6761 §6.3
 */
export function bankAddresses(port: number): BankAddresses {
  return {
    app: `http://app.localhost:${port}`,
    appWithWorker: (answersFrom) => `http://sw-${answersFrom}.app.localhost:${port}`,
    index: `http://practice.localhost:${port}`,
    control: `http://control.localhost:${port}`,
    bpce: (bankCode) => `http://${bankCode}.bpce.localhost:${port}`,
    openPayments: `http://openpayments.localhost:${port}`,
    oidc: `http://oidc.localhost:${port}`,
    hostile: `http://hostile.localhost:${port}`,
    berlin: `http://berlin.localhost:${port}`,
    landings: `http://landings.localhost:${port}`,
    dialect: (name) => `http://${name}.dialects.localhost:${port}`,
  };
}
