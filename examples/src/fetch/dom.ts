/** The element of a page that must have it. @throws Error where it has not. */
export function find<E extends Element>(
  parent: ParentNode,
  selector: string,
  type: new () => E,
): E {
  const found = parent.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`no ${selector} on this page`);
  return found;
}

/** A new element with a text. Whatever came from the gateway is text, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** A button that does something. */
export function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

export function options(of: Iterable<readonly [string, string]>): HTMLOptionElement[] {
  return [...of].map(([value, label]) => new Option(label, value));
}
