import fc from 'fast-check';
import { profileFromCurl } from '../../../src/core/banks/import/profile-from-curl.ts';
import { readProfileFiles } from '../../../src/core/banks/import/read-profile-files.ts';
import { parseCurl } from '../../../src/core/oauth/parse-curl.ts';
import { catalogue } from '../../fixtures/catalogue.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const { oidc, 'dialect-oauth': dialect } = catalogue;
const shipped = { oidc, 'dialect-oauth': dialect };

const URL = 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/token';
const samples = [
  `curl -X POST '${URL}' -H 'Content-Type: application/x-www-form-urlencoded' -d 'grant_type=client_credentials&scope=pisp&client_id=PSDFR-FAKE'`,
  `curl ${URL} --data-raw 'grant_type=authorization_code&code=FAKE&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb' --cert qwac.pem --key qwac.key`,
  `curl "${URL}" ^\n -H "authorization: Basic RkFLRTpGQUtF" ^\n --data "{\\"grant_type\\":\\"refresh_token\\",\\"refresh_token\\":\\"FAKE\\"}"`,
  `curl ${URL} -u id:secret --data-urlencode grant_type=client_credentials --data-urlencode 'scope=accounts corporate'`,
];
const pieces = [
  '-d',
  ' -H ',
  '--data-urlencode',
  '-u',
  '\\\n',
  '^',
  '"',
  "'",
  '-XG',
  '--',
  '@f',
  '$',
];

/** A command is read or refused; a profile made of it can be taken over, and keeps no secret of it. */
export const curl: Target = {
  name: 'cURL',
  texts: fc.oneof(almost(samples, pieces), anyText),
  check(text) {
    const request = parseCurl(text);
    const made = profileFromCurl(text, 'mine');
    if (!request.ok || !made.ok) return;
    const { file } = made.value;
    const read = readProfileFiles(JSON.stringify(file), shipped);
    hold(read.ok, `its own profile is refused: ${read.ok ? '' : JSON.stringify(read.error)}`);
  },
};
