import type { Plugin } from 'vite';
import { withFrenchSpaces } from './src/page/typography.js';

/** What `this.parse` gives, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
}

/** The page's own texts are written with plain spaces: those that no line may break at are put in while building. */
export function frenchSpaces(): Plugin {
  return {
    name: 'french-spaces',
    enforce: 'post',
    transform: {
      filter: { id: /\/ide\/src\/.*\.(?:tsx?|json)$/ },
      handler(code) {
        return spacesInTexts(code, this.parse(code));
      },
    },
  };
}

/** The code with French spaces in its literal texts, and nowhere else. */
function spacesInTexts(code: string, program: Node): string {
  const texts: Node[] = [];
  collect(program, texts);
  let result = '';
  let from = 0;
  for (const text of texts.sort((left, other) => left.start - other.start)) {
    // Without quotation marks: the end of the text is its end.
    const quoted = text.type === 'Literal' ? 1 : 0;
    const [start, end] = [text.start + quoted, text.end - quoted];
    result += code.slice(from, start) + withFrenchSpaces(code.slice(start, end));
    from = end;
  }
  return result + code.slice(from);
}

function collect(node: unknown, texts: Node[]): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, value } = node as Partial<Node>;
  if (type === 'TemplateElement' || (type === 'Literal' && typeof value === 'string')) {
    texts.push(node as Node);
    return;
  }
  for (const child of Object.values(node)) collect(child, texts);
}
