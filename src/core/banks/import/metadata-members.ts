/** Members of a metadata document that are there: some servers write null for what they do not have. */
export type Metadata = ReadonlyMap<string, unknown>;

/** Members that hold lists of names. */
export const LISTS = [
  'grant_types_supported',
  'response_types_supported',
  'response_modes_supported',
  'token_endpoint_auth_methods_supported',
  'scopes_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'code_challenge_methods_supported',
  'request_object_signing_alg_values_supported',
  'dpop_signing_alg_values_supported',
  'authorization_signing_alg_values_supported',
  'authorization_details_types_supported',
] as const;

export function listOf(metadata: Metadata, name: (typeof LISTS)[number]): string[] | undefined {
  const value = metadata.get(name);
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

export function textOf(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** Members of a member that is an object; none where it is not there. */
export function membersOf(metadata: Metadata, name: string): Metadata {
  const value = metadata.get(name);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.filter(([, one]) => one !== null));
}
