/** Names under which banks answer, as a pattern: some have names of their own, and those that are known stand here. */
export const ANSWER_NAMES = '(code|error|response|access_code|auth_code|errorCode|error_code)=';
