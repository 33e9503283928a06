/** Id of a field in the form of one client; two forms may be open at once. */
export function clientFieldId({ id }: { id: string }, field: string): string {
  return `client-${id}-${field}`;
}
