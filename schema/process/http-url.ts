/** Null, or what is wrong with the address of a server. It may hold a password: it is not repeated. */
export function httpUrlFault(text: string): string | null {
  const expected = 'expected an http(s) URL such as http://host:4001/graphql';
  if (text === '') return `an empty text is given; ${expected}`;
  if (!URL.canParse(text)) return `no URL is given; ${expected}`;
  const { protocol, username, password } = new URL(text);
  if (!/^https?:$/.test(protocol)) return `a URL of the kind "${protocol}" is given; ${expected}`;
  return username + password === '' ? null : `a URL with a user in it is given; ${expected}`;
}
