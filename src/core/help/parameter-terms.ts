import { readTerms } from './terms.ts';

/** Parameters and members of requests and answers, by their names on the wire; members of members with dots. */
export const PARAMETERS = readTerms(
  `response_type 6749§3.1.1 A!
client_id,applicationId,clientId,secret_id 6749§2.2 A!U!TRD
redirect_uri,successRedirect,redirect_url,callback,supplementaryData.successfulReportUrl 6749§3.1.2 AUT
scope 6749§3.3 AURDti
state 6749§4.1.1 AUaf
code,Code,authorizationCode 6749§4.1.2 T!a!
iss 9207§2 af
error 6749§5.2 f!e!
error_description 6749§5.2 fe
error_uri 6749§5.2 fe
response J§2.3.1 af
code_challenge 7636§4.3 AU
code_challenge_method 7636§4.3 AU
code_verifier 7636§4.5 T
nonce C§3.1.2.1 AU
response_mode M§2.1 AU
display C§3.1.2.1 AU
prompt C§3.1.2.1 AU
max_age C§3.1.2.1 AU
ui_locales,claims_locales,language,locale C§3.1.2.1 AU
id_token_hint C§3.1.2.1 AU
login_hint C§3.1.2.1 AU
acr_values C§3.1.2.1 AU
claims C§5.5 AU
request 9101§5.1 AU
request_uri 9126§2.2 Ap!
resource 8707§2 AUTRD
audience 8693§2.1 D
authorization_details 9396§2 AUTt
dpop_jkt 9449§10 AU
grant_type,grantType 6749§4.1.3 T!R!D!
refresh_token,refresh 6749§6 R!t
client_secret,applicationSecret,secret_key 6749§2.3.1 TRDVW
client_assertion 7521§4.2 UTRDVW
client_assertion_type 7521§4.2 UTRDVW
assertion 7521§4.1
username 7662§2.2 i
password 6749§4.3.2
access_token 6749§5.1 t!
token_type 6749§5.1 t!i
expires_in 6749§5.1 tp!
id_token C§3.1.3.3 t
refresh_expires_in,refresh_token_expires_in B t
session_state N§2 a
token 7662§2.1 V!W!
token_type_hint 7009§2.1 VW
active 7662§2.2 i!
issuer 8414§2
authorization_endpoint 8414§2
token_endpoint 8414§2
Data.Permissions U c!
Risk U c!
access G c!
access.accounts.0.iban,access.balances.0.iban,access.transactions.0.iban,iban,debtorAccount,accountId,account_list G cy
access.allPsd2 G c
access.availableAccounts G c
access.valid_until,validUntil,scope_details.scopeTimeLimit G c!
access_type B
errorRedirect B A
applicationUserId B c
aspsp.country,country,country_code,market,isoCountryCodes B
aspsp.name,institutionId,bank,brandid,bic,providers B
authenticationMethodId,authentication_method G
balances T c
transactions T c
psuIdentity T c
trustedBeneficiaries T c
beneficiary,creditorAccount I y!
creditorName I y!
chargeBearer I y
combinedServiceIndicator G c!
creationDateTime I y!
creditTransferTransaction I y!
duration B c
flow B
transactionId,paymentId B Ay
frequencyPerDay G c!
instructedAmount I y!
is_user_session A
user_ip,requestHeader.ipAddress A
user_agent,requestHeader.userAgent A
requestHeader.requestId,paymentCoverageRequestId,paymentInformationId B y
max_tx_history B c
numberOfTransactions I y!
paymentTypeInformation I y!
psu_type B
remittanceInformationUnstructured I y
recurringIndicator G c!
scope_details A
consentId,Data.ConsentId G
withBalance B
authorisationId G
_links.scaOAuth G
_links.scaRedirect,0.consent_uri,aspspRedirectUri,data.authorisationUrl,url,location G
type 9396§2
actions 9396§2.2
locations 9396§2.2
datatypes 9396§2.2
identifier 9396§2.2
privileges 9396§2.2`,
  (slug) => `term_${slug}` as never,
);
