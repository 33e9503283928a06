/** Where documents that are no RFC can be read, by how their names begin. The bank's own stand on its card. */
const PAGES: readonly (readonly [title: string, page: string])[] = [
  ['PolishAPI', 'https://polishapi.org/en/'],
  ['OpenID Connect Core', 'https://openid.net/specs/openid-connect-core-1_0.html'],
  ['OIDC', 'https://openid.net/specs/openid-connect-core-1_0.html'],
  ['Directive (EU) 2015/2366', 'https://eur-lex.europa.eu/eli/dir/2015/2366/oj'],
  ['ETSI TS 119 182-1', 'https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/'],
  ['FAPI 1.0 Advanced', 'https://openid.net/specs/openid-financial-api-part-2-1_0.html'],
  ['FAPI 1.0 Baseline', 'https://openid.net/specs/openid-financial-api-part-1-1_0.html'],
  ['FAPI 2.0 Security Profile', 'https://openid.net/specs/fapi-security-profile-2_0-final.html'],
  ['NextGenPSD2', 'https://www.berlin-group.org/nextgenpsd2-downloads'],
  ['ISO 20022', 'https://www.iso20022.org/'],
  ['JARM', 'https://openid.net/specs/oauth-v2-jarm-final.html'],
  [
    'OpenID Connect Back-Channel Logout',
    'https://openid.net/specs/openid-connect-backchannel-1_0.html',
  ],
  [
    'OAuth 2.0 Multiple Response Types',
    'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html',
  ],
  ['OpenID Connect Session Management', 'https://openid.net/specs/openid-connect-session-1_0.html'],
  ['UK Open Banking Read/Write API', 'https://openbankinguk.github.io/read-write-api-site3/'],
  ['UK Open Banking', 'https://standards.openbanking.org.uk/'],
  ['Regulation (EU) 910/2014', 'https://eur-lex.europa.eu/eli/reg/2014/910/oj'],
  ['ETSI TS 119 495', 'https://www.etsi.org/deliver/etsi_ts/119400_119499/119495/'],
  ['Regulation (EU) 2018/389', 'https://eur-lex.europa.eu/eli/reg_del/2018/389/oj'],
  ['Token Status List', 'https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/'],
  ['STET', 'https://www.stet.eu/en/psd2/'],
  ['SD-JWT VC', 'https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/'],
  ['Fetch standard', 'https://fetch.spec.whatwg.org/'],
  ['draft-', 'https://datatracker.ietf.org/doc/html/'],
];

/** Where a document can be read that is no RFC; `undefined` where nobody publishes it. */
export function documentPage(source: string): string | undefined {
  const [title, page] = PAGES.find(([begin]) => source.startsWith(begin)) ?? [];
  if (title !== 'draft-') return page;
  return page + (/^draft-[\w-]+/.exec(source)?.[0] ?? '');
}
