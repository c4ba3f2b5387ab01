/** A page once the redirects have ended. */
export interface Page {
  readonly url: string;
  readonly html: string;
}

const mostRedirects = 10;

/** Just enough of a browser for a sign-in: cookies by path, redirects, one form. */
export class Browser {
  private readonly cookies = new Map<string, { readonly value: string; readonly path: string }>();

  open(url: string): Promise<Page> {
    return this.follow(url, { method: 'GET' });
  }

  /** Posts the only form of the page. */
  submit({ url, html }: Page): Promise<Page> {
    const action = unescape(/<form[^>]* action="([^"]+)"/.exec(html)?.[1] ?? '');
    const body = new URLSearchParams(
      [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']): [string, string] => [name, unescape(value)],
      ),
    );
    return this.follow(new URL(action, url).href, { method: 'POST', body });
  }

  /** Stops at an address that only a real browser would have: the IDE's, which does not run here. */
  private async follow(url: string, init: RequestInit): Promise<Page> {
    let at = url;
    let request = init;
    for (let redirects = 0; redirects < mostRedirects; redirects++) {
      const response = await fetch(at, {
        ...request,
        redirect: 'manual',
        headers: { cookie: this.cookiesFor(at) },
      });
      this.keep(response);
      const location = response.headers.get('location');
      if (location === null) return { url: at, html: await response.text() };
      const next = new URL(location, at);
      if (next.origin !== new URL(url).origin) return { url: next.href, html: '' };
      at = next.href;
      request = { method: 'GET' };
    }
    throw new Error(`too many redirects from ${url}`);
  }

  private keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') this.cookies.delete(`${path} ${name}`);
      else this.cookies.set(`${path} ${name}`, { value, path });
    }
  }

  private cookiesFor(url: string): string {
    const { pathname } = new URL(url);
    return [...this.cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[1] ?? ''}=${value}`)
      .join('; ');
  }
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
