/** A string as JSON. Short plain text, the usual case, is copied without the general encoder. */
export function quote(text: string): string {
  const { length } = text;
  if (length > 64) return JSON.stringify(text);
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) {
      return JSON.stringify(text);
    }
  }
  return `"${text}"`;
}
