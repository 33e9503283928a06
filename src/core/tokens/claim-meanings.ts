import { citedSource } from '../help/documents.ts';
import type { MessageKey } from '../messages.ts';
import type { Claims } from './decode-jwt.ts';
import type { TokenKind } from './token-kind.ts';

/** What is known of a claim or header member. */
export interface Meaning {
  /** names the sentence */
  message: MessageKey;
  /** in this kind of token; absent where nobody says */
  level?: 'required' | 'optional';
  source: string;
}

/** Letters of the kinds in the tables below, and the section that says what each must have. */
const KINDS: Partial<Record<TokenKind, readonly [letter: string, source: string]>> = {
  id_token: ['i', 'OpenID Connect Core §2'],
  access_token: ['a', 'RFC 9068 §2'],
  dpop: ['d', 'RFC 9449 §4.2'],
  key_binding: ['k', 'RFC 9901 §4.3'],
};

/**
 * Names, section, and the kinds that have them: capital letters for those that must. Behind `=` stands the name
 * whose sentence they share.
 */
const CLAIMS = `iss 7519§4.1.1 IA
sub 7519§4.1.2 IA
aud 7519§4.1.3 IAK
exp 7519§4.1.4 IA
nbf 7519§4.1.5 ia
iat 7519§4.1.6 IADK
jti 7519§4.1.7 AD
azp C§2 i
nonce C§2 idK
auth_time C§2 ia
acr C§2 ia
amr C§2 ia
at_hash C§3.1.3.6 i
c_hash C§3.3.2.11 i
s_hash F§5.1.1 i
sid L§2.1 i
events L§2.4
sub_jwk C§7.4 i
name,given_name,family_name,middle_name,nickname,preferred_username,gender,birthdate,email,email_verified,phone_number,phone_number_verified,locale,zoneinfo,address=person C§5.1 ia
updated_at C§5.1 ia
client_id 8693§4.3 A
scope 8693§4.2 a
act 8693§4.1 a
act.sub 8693§4.1
may_act 8693§4.4 a
roles 9068§2.2.3.1 a
groups,entitlements=roles 9068§2.2.3.1 a
authorization_details 9396§9.1 a
cnf 7800§3.1 a
cnf.jkt 9449§6.1
cnf.x5t#S256 8705§3.1
cnf.jwk 7800§3.2
cnf.kid 7800§3.4
cnf.jku 7800§3.5
token_introspection 9701§5
active 7662§2.2
htm 9449§4.2 D
htu 9449§4.2 D
ath 9449§4.2 d
_sd 9901§4.2.4.1
_sd_alg 9901§4.1.1
sd_hash 9901§4.3 K
vct V§3.2.2.1
status S§6
openbanking_intent_id O i
consent_id=consentId B
consentId B
response_type,redirect_uri,response_mode,code_challenge,code_challenge_method,state=parameter 9101§4
code=parameter J§2.1
acr:urn:openbanking:psd2:sca O
acr:urn:openbanking:psd2:ca O
acr:urn:mace:incommon:iap:silver,acr:urn:mace:incommon:iap:bronze=acr_incommon C§2
acr:0 C§2`;

const HEADER = `alg 7515§4.1.1 IADK
kid 7515§4.1.4 ia
typ 7515§4.1.9 iADK
cty 7515§4.1.10
crit 7515§4.1.11
enc 7516§4.1.2
zip 7516§4.1.3
jku 7515§4.1.2
jwk 7515§4.1.3 D
x5u 7515§4.1.5
x5c 7515§4.1.6
x5t 7515§4.1.7
x5t#S256=x5t 7515§4.1.8
b64 7797§3
epk 7518§4.6.1.1
apu 7518§4.6.1.2
apv=apu 7518§4.6.1.3
iv=wrapping 7518§4.7.1.1
tag=wrapping 7518§4.7.1.2
p2s=wrapping 7518§4.8.1.1
p2c=wrapping 7518§4.8.1.2
iss,sub,aud=copy 7519§5.3
sigT E§5.2.1
sigD E§5.2.8
http://openbanking.org.uk/iat=sigT O
http://openbanking.org.uk/iss=ob_iss O
http://openbanking.org.uk/tan=ob_tan O`;

type Place = 'header' | 'claims';
interface Entry {
  message: MessageKey;
  source: string;
  kinds: string;
}

const TABLES: Record<Place, ReadonlyMap<string, Entry>> = {
  header: readTable(HEADER, 'header_'),
  claims: readTable(CLAIMS, ''),
};

function readTable(table: string, prefix: string): Map<string, Entry> {
  return new Map(
    table.split('\n').flatMap((line) => {
      const [entry = '', source = '', kinds = ''] = line.split(' ');
      const [names = '', shared = names] = entry.split('=');
      const message = `meaning_${prefix}${shared.replace(/\W+/g, '_')}` as MessageKey;
      const read = { message, source: citedSource(source), kinds };
      return names.split(',').map((name) => [name, read] as const);
    }),
  );
}

/**
 * What a claim or a header member means; `undefined` where no standard says.
 *
 * @param name a member of a member is written `cnf.jkt`, a value that has a meaning `acr:0`
 */
export function meaningOf(place: Place, name: string, kind?: TokenKind): Meaning | undefined {
  const entry = TABLES[place].get(name);
  if (!entry) return undefined;
  const { message, source, kinds } = entry;
  const [letter, demand = ''] = (kind && KINDS[kind]) ?? [];
  const plain = { message, source };
  if (letter === undefined) {
    // Any JWT has an alg; all else is up to who makes it. @see RFC 7519 §4.1
    if (!source.startsWith('RFC 75')) return plain;
    return { ...plain, level: name === 'alg' ? 'required' : 'optional' };
  }
  if (!kinds.includes(letter.toUpperCase())) {
    return kinds.includes(letter) || source.startsWith('RFC 75')
      ? { ...plain, level: 'optional' }
      : plain;
  }
  return { message, level: 'required', source: [...new Set([source, demand])].join('; ') };
}

/** Names that this kind of token must have and that are not there. */
export function missingMembers(
  place: Place,
  members: Claims,
  kind: TokenKind | undefined,
): string[] {
  const [letter] = (kind && KINDS[kind]) ?? [];
  if (letter === undefined) return [];
  return [...TABLES[place]]
    .filter(
      ([name, { kinds }]) => kinds.includes(letter.toUpperCase()) && !Object.hasOwn(members, name),
    )
    .map(([name]) => name);
}

/** Names under which the meanings of a claim's members and of its value stand. */
export function innerNames(name: string, value: unknown): string[] {
  const names =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
          .slice(0, 20)
          .map((member) => `${name}.${member}`)
      : [value]
          .flat()
          .slice(0, 20)
          .map((one) => `${name}:${String(typeof one === 'string' ? one : '')}`);
  return names.filter((inner) => TABLES.claims.has(inner));
}
