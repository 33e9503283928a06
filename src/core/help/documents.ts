/** Titles of the documents that tables of meanings cite, by their letters there. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  A: 'PolishAPI',
  B: 'The bank',
  C: 'OpenID Connect Core',
  D: 'Directive (EU) 2015/2366',
  E: 'ETSI TS 119 182-1',
  F: 'FAPI 1.0 Advanced',
  G: 'NextGenPSD2 implementation guide',
  H: 'draft-cavage-http-signatures-12',
  I: 'ISO 20022',
  J: 'JARM',
  K: 'FAPI 1.0 Baseline',
  L: 'OpenID Connect Back-Channel Logout',
  M: 'OAuth 2.0 Multiple Response Types',
  N: 'OpenID Connect Session Management',
  O: 'UK Open Banking Security Profile',
  P: 'Regulation (EU) 910/2014',
  Q: 'ETSI TS 119 495',
  R: 'Regulation (EU) 2018/389',
  S: 'Token Status List draft',
  T: 'STET',
  U: 'UK Open Banking Read/Write API',
  V: 'SD-JWT VC draft',
  W: 'Fetch standard',
  X: 'FAPI 2.0 Security Profile',
};

/** A cited source as text, from how tables write it: `6749§4.1.1`, `C§5.5`. */
export function citedSource(written: string): string {
  const [document = '', section] = written.split('§');
  const title = DOCUMENTS[document] ?? `RFC ${document}`;
  return section ? `${title} ${/^\d/.test(section) ? '§' : ''}${section}` : title;
}
