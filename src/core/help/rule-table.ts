/** Every rule, one a line: id, slug, severity and actor, source. `npx tsx scripts/finding-pages.ts` writes it. */
export const RULES = `AP01 other-redirect-uri ey RFC 6749 §3.1.2; RFC 9700 §4.1.3
AP02 response-state-missing eb RFC 6749 §4.1.2
AP03 state-mismatch ey RFC 6749 §4.1.2, §10.12
AP04 state-unknown ey RFC 9700 §4.7
AP05 state-used ey RFC 9700 §2.1
AP06 response-empty eb RFC 6749 §4.1.2
AP07 code-and-error eb RFC 6749 §4.1.2.1
AP08 response-parameter-repeated eb RFC 6749 §3.1
AP09 response-iss-mismatch eb RFC 9207 §2.4
AP10 response-iss-missing eb RFC 9207 §2.4, §3
AP11 response-iss-not-offered wb RFC 9700 §4.4.2
AP12 response-in-fragment wb RFC 6749 §4.1.2
AP13 token-in-url eb RFC 9700 §4.3.2; RFC 6750 §5.3
AP14 code-seen-before ey RFC 6749 §4.1.2, §10.5; RFC 9700 §4.5
AP15 code-ageing wy RFC 6749 §4.1.2
AP16 response-error-known iy RFC 6749 §4.1.2.1; OpenID Connect Core §3.1.2.6
AP17 response-error-unknown wb RFC 6749 §4.1.2.1
AP18 error-text-illegal ib RFC 6749 §4.1.2.1, App. A.7–A.9
AP19 referrer-leak wy RFC 9700 §4.2
AP20 redirect-307 wb RFC 9700 §4.12
AP21 open-redirector wy RFC 9700 §4.11.1
AP22 jarm-invalid eb JARM §2.4
AP23 response-overdue iy Experience, no standard
AQ01 response-type-not-code ey RFC 6749 §4.1.1; RFC 9700 §2.1.2
AQ02 client-id-missing ey RFC 6749 §4.1.1
AQ03 redirect-uri-shape ey RFC 6749 §3.1.2
AQ04 redirect-uri-not-registered ey RFC 6749 §3.1.2.3; RFC 9700 §2.1, §4.1.3
AQ05 redirect-uri-http wy RFC 6749 §3.1.2.1; RFC 8252 §7.3
AQ06 request-state-missing wy RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1
AQ07 state-guessable wy RFC 6749 §10.10
AQ08 state-reused ey RFC 9700 §2.1
AQ09 pkce-missing wy RFC 7636 §4.3; RFC 9700 §2.1.1
AQ10 pkce-plain wy RFC 7636 §4.2; RFC 9700 §2.1.1
AQ11 pkce-challenge-shape ey RFC 7636 §4.2
AQ12 pkce-verifier-shape ey RFC 7636 §4.1
AQ13 pkce-reused ey RFC 9700 §2.1.1
AQ14 scope-grammar ey RFC 6749 §3.3
AQ15 scope-not-in-profile wy RFC 6749 §3.3
AQ16 request-parameter-repeated ey RFC 6749 §3.1
AQ17 parameter-empty wy RFC 6749 §3.1
AQ18 secret-in-url ey RFC 6749 §2.3.1; RFC 9700 §4.3
AQ19 encoding-suspect wy RFC 6749 App. B
AQ20 url-long wy RFC 9126 §1
AQ21 nonce-missing iy OpenID Connect Core §3.1.2.1; RFC 9700 §4.5.3.2
AQ22 par-required ey RFC 9126 §5
AQ23 par-request-uri-stale ey RFC 9126 §2.2, §4
AQ24 request-object-claims ey RFC 9101 §4, §5, §10.8; RFC 8725 §3
AQ25 parameter-outside-object wy RFC 9101 §6.3
ID01 id-token eb OIDC §3.1.3.7, §3.1.3.6
JW01 opaque iy RFC 6749 §1.4
JW02 encrypted iy RFC 7516 §3.1
JW03 base64url eb RFC 7515 §2
JW04 not-json eb RFC 7515 §5.2; RFC 7519 §7.2
JW05 duplicate-claim eb RFC 7515 §4; RFC 7519 §4
JW06 alg-none eb RFC 8725 §3.2; RFC 7518 §3.6
JW07 alg-symmetric wb RFC 8725 §3.1
JW08 crit eb RFC 7515 §4.1.11
JW09 unencoded-payload eb RFC 7797 §7
JW10 key-in-header wb RFC 8725 §3.10
JW11 not-verified iy RFC 7515 §5.2
JW12 signature-bad eb RFC 7515 §5.2
JW13 key-mismatch eb RFC 8725 §3.1; RFC 7518 §3.3
JW14 exp-missing wb RFC 7519 §4.1.4; RFC 9068 §2.2
JW15 expired ey RFC 7519 §4.1.4
JW16 date-not-number eb RFC 7519 §2
JW17 date-in-ms wb RFC 7519 §2
JW18 not-yet-valid ey RFC 7519 §4.1.5
JW19 dates-disagree wb RFC 7519 §4.1.6
JW20 token-iss-mismatch eb RFC 8725 §3.8
JW21 token-aud-mismatch wb RFC 8725 §3.9; RFC 9068 §4
JW22 wrong-kind wb RFC 9068 §2.1; RFC 8725 §3.11, §3.12
JW23 not-bound wy RFC 8705 §3.1; RFC 9449 §6.1
JW24 too-big wb Experience, no standard
JW25 personal-data iy RFC 7519 §12
PR01 endpoint-not-https ey RFC 6749 §3.1, §3.2
PR02 endpoint-has-fragment ey RFC 6749 §3.1, §3.2
PR03 endpoint-hosts-unrelated wy RFC 9700 §4.4; RFC 8414 §3.3
PR04 issuer-mismatch ey RFC 8414 §3, §3.3
PR05 no-mix-up-defence wy RFC 9700 §2.1, §4.4.2; RFC 9207
PR06 auth-method-not-offered wy RFC 8414 §2
PR07 shared-secret-auth iy RFC 9700 §2.5
PR08 retired-grant ey RFC 9700 §2.1.2, §2.4
PR09 sandbox-or-live ey The environments of the bank profiles
PR10 endpoint-not-in-profile ey The endpoints of the bank profile
PR11 bank-not-served wy The bank's own documentation
PS01 stet-scope-on-code ey The bank's own documentation
PS02 client-id-format wy ETSI TS 119 495 §5.2.1
PS03 client-id-not-certificate wy ETSI TS 119 495 §5.2.1
PS04 stet-grant-for-scope ey The bank's own documentation
PS05 stet-param-spelling ey RFC 6749 §4.4.2
PS06 stet-other-bank ey The bank's own documentation
PS07 stet-expired-401-or-403 iy The bank's own documentation
PS08 stet-history-scope iy The bank's own documentation
PS09 refresh-window wy Regulation (EU) 2018/389 Art. 10, 10a
PS10 qwac-missing ey RFC 8705 §2
PS11 token-type-mac eb RFC 6749 §7.1; draft-ietf-oauth-v2-http-mac, expired
PS12 response-scope-missing wb The bank's own documentation
PS13 op-scope-context ey The bank's own documentation
PS14 op-token-still-good wy The bank's own documentation
PS15 op-lifetime iy The bank's own documentation
PS16 bg-scope ey NextGenPSD2 implementation guide
PS17 unattended-limit iy Regulation (EU) 2018/389 Art. 36(5)(b)
PX01 profile-explanation wy The bank's own documentation
PX02 capture-missing wb the bank profile
RF01 refresh-scope-wider ey RFC 6749 §6
RF02 refresh-token-replaced iy RFC 6749 §6; RFC 9700 §4.14.2
RF03 refresh-old-token ey RFC 9700 §4.14.2
RF04 refresh-unprotected wb RFC 9700 §2.2.2
RF05 refresh-scope-lost wb RFC 6749 §6
RS01 token-in-query ey RFC 6750 §2.3
RS02 wrong-scheme ey RFC 6749 §7.1; RFC 9449 §7.1
RS03 foreign-host ey RFC 9700 §4.9.1
RS04 401 iy RFC 6750 §3.1
RS05 403 wy RFC 6750 §3.1
RS06 inactive iy RFC 7662 §2.2
RS07 introspection-differs wy RFC 7662 §2.2
RS08 revocation iy RFC 7009 §2.2, §2.2.1
RS09 unsigned wy draft-cavage-http-signatures-12
TE01 token-error-known ey RFC 6749 §5.2
TE02 error-not-json wb RFC 6749 §5.2
TE03 challenge-missing-or-different wb RFC 6749 §5.2; RFC 6750 §3; RFC 9110 §11.6.1
TE04 overloaded wy RFC 6585 §4; RFC 9110 §10.2.3
TE05 server-fault eb RFC 9110 §15.6
TE06 dpop-nonce ix RFC 9449 §8, §9
TQ01 not-post ey RFC 6749 §3.2
TQ02 not-form ey RFC 6749 §4.1.3, App. B
TQ03 token-request-parameter-repeated ey RFC 6749 §3.2
TQ04 secret-in-query ey RFC 6749 §2.3.1
TQ05 two-auth-methods ey RFC 6749 §2.3
TQ06 basic-encoding wy RFC 6749 §2.3.1, App. B
TQ07 redirect-uri-changed ey RFC 6749 §4.1.3
TQ08 verifier-missing-or-wrong ey RFC 7636 §4.5, §4.6
TQ09 verifier-unasked wy RFC 9700 §4.8
TQ10 code-reused ey RFC 6749 §4.1.2
TQ11 wrong-token-endpoint ey RFC 9700 §4.4
TQ12 assertion-claims ey RFC 7523 §3
TQ13 assertion-alg ey RFC 7518 §3.3; RFC 8725 §3.2
TQ14 mtls-client-id ey RFC 8705 §2, §5
TQ15 cc-public-client ey RFC 6749 §4.4
TQ16 scope-on-code-exchange iy RFC 6749 §4.1.3
TQ17 dpop-proof ey RFC 9449 §4.2, §5
TR01 redirected ey RFC 9110 §15.4
TR02 content-type wb RFC 6749 §5.1
TR03 not-a-json-object eb RFC 6749 §5.1; RFC 8259
TR04 bad-text wb RFC 8259 §8.1
TR05 duplicate-member eb RFC 8259 §4
TR06 status wb RFC 6749 §5.1
TR07 error-in-success eb RFC 6749 §5.2
TR08 access-token-missing eb RFC 6749 §5.1
TR09 token-type-missing eb RFC 6749 §5.1, §7.1
TR10 token-type-unknown eb RFC 6749 §7.1
TR11 expires-in-missing ib RFC 6749 §5.1
TR12 expires-in-malformed wb RFC 6749 §5.1, App. A.14
TR13 expires-in-implausible wb Experience, no standard
TR14 scope-narrower wy RFC 6749 §3.3
TR15 scope-wider wb RFC 6749 §3.3; RFC 9700 §2.3
TR16 scope-silent ib RFC 6749 §3.3, §5.1
TR17 cc-refresh-token wb RFC 6749 §4.4.3
TR18 cacheable wb RFC 6749 §5.1
TR19 token-characters wb RFC 6750 §2.1
TR20 dpop-downgraded wb RFC 9449 §5
TR21 slow-or-cut eb Experience, no standard
TR22 pushed-answer-incomplete eb RFC 9126 §2.2`;
