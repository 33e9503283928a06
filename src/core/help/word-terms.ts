import { readTerms } from './terms.ts';

/** Words of PSD2 and of OAuth, as they are used. */
export const WORDS = readTerms(
  `PSD2 D
RTS R
PSU D§Art. 4(10)
TPP D
ASPSP D§Art. 4(17)
AISP D§Art. 4(19)
PISP D§Art. 4(18)
CBPII D§Art. 65
NCA D§Art. 22
SCA D§Art. 4(30)
exemption R§Art. 10, 10a
unattended R§Art. 36(5)
QWAC Q§5
QSEAL Q§5
eIDAS P
consent R§Art. 36
dedicated_interface R§Art. 31
redirect G
decoupled G
embedded G
sandbox R§Art. 30(5)
grant 6749§1.3
authorization_code 6749§4.1
client_credentials 6749§4.4
client_authentication 6749§2.3
client_secret_basic 6749§2.3.1
client_secret_post 6749§2.3.1
client_secret_jwt C§9
private_key_jwt C§9
tls_client_auth 8705§2.1
self_signed_tls_client_auth 8705§2.2
PKCE 7636§1
PAR 9126§1
JAR 9101§1
JARM J§1
RAR 9396§1
DPoP 9449§1
mTLS 8705§1
FAPI X
OIDC C§1
introspection 7662§1
revocation 7009§1
refresh 6749§6
JWKS 7517§5
none 6749§2.1
client_secret_basic_raw 6749§2.3.1
in_template B
http_signature H
self_signed_jwt B`,
  (slug) => `word_${slug}` as never,
);
