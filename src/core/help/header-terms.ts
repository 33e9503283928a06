import { readTerms } from './terms.ts';

/** Header names, small; `*` stands for a word of the bank's own. */
export const HEADERS = readTerms(
  `authorization 9110§11.6.2 q!
www-authenticate 9110§11.6.1 s
accept 9110§12.5.1
accept-language 9110§12.5.4
accept-encoding 9110§12.5.3
content-type 9110§8.3
content-length 9110§8.6
content-encoding 9110§8.4
date 9110§6.6.1
location 9110§10.2.2
retry-after 9110§10.2.3
cache-control 9111§5.2
pragma 9111§5.4
expires 9111§5.3
age 9111§5.1
vary 9110§12.5.5
etag 9110§8.8.3
host 9110§7.2
user-agent 9110§10.1.5
server 9110§10.2.4
origin 6454§7
referer 9110§10.1.3
cookie,set-cookie 6265§4
connection,transfer-encoding 9110§7.6.1
strict-transport-security 6797§6.1
access-control-allow-origin,access-control-allow-headers,access-control-allow-methods W
dpop 9449§4.1 TRDUq
dpop-nonce 9449§8 s
digest 3230§4.3.2 q
content-digest 9530§2 q
signature H q
signature-input 9421§4.1 q
(request-target) H q
x-request-id,correlationid G q!
x-fapi-interaction-id K§6.2.1 qs
x-fapi-customer-ip-address K§6.2.2 q
x-fapi-auth-date K§6.2.2 q
psu-id G c
psu-id-type G c
psu-corporate-id,psu-corporate-id-type G c
psu-ip-address G cyq
psu-ip-port G cyq
psu-user-agent G cyq
psu-accept,psu-accept-charset,psu-accept-encoding,psu-accept-language G cyq
psu-http-method G cyq
psu-device-id G cyq
psu-geo-location G cyq
psu-date T q
psu-referer T q
tpp-redirect-preferred G cy
tpp-decoupled-preferred G cy
tpp-explicit-authorisation-preferred G cy
tpp-redirect-uri G cy
tpp-nok-redirect-uri G cy
tpp-signature-certificate G q
tpp-notification-uri G cy
aspsp-sca-approach G s
consent-id,consent,x-consentid G q!
x-consentauthorisationid,x-paymentauthorisationid B q
x-paymentid B q
x-bicfi B q!
x-ibm-client-id,client-id,web-api-key B q!
x-ibm-client-secret B q!
x-*-originating-date B q
x-*-originating-host B q
x-jws-signature A q!
code-challenge,code-challenge-method B c
redirect-uri B c
cats_canal,cats_consommateur,cats_consommateurorigine B q
sec-fetch-dest,sec-fetch-mode,sec-fetch-site,sec-fetch-user W`,
  (slug) => `head_${slug}` as never,
);
