/** Who signs in for a signatory: the one invented person that its issuer knows. */
export function analystOf(signataire: string): string {
  return `analyste@${signataire}`;
}
