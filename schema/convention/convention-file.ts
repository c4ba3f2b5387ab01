import { isRecord } from '../is-record.js';
import { LocatedYaml, type YamlPath } from '../located-yaml.js';
import type { ConventionFault } from './convention.js';

/** One entry of a section, with the path that leads to it. */
export interface Item {
  readonly path: YamlPath;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface PlacedText {
  readonly path: YamlPath;
  readonly text: string;
}

export type Section =
  'emetteurs' | 'fondements' | 'donnees' | 'signataires' | 'acces' | 'partitions';

/**
 * A convention file while it is being checked. Reading is lenient, so that one misspelt entry does
 * not hide the faults of the others; faults gather here.
 */
export class ConventionFile {
  readonly raw: unknown;
  private readonly yaml: LocatedYaml;
  private readonly found = new Map<string, ConventionFault>();

  constructor(source: string) {
    this.yaml = new LocatedYaml(source);
    for (const { line, column, code, message } of this.yaml.faults) {
      this.add({ line, column, message: syntaxMessage(code, message) });
    }
    this.raw = this.found.size === 0 ? this.read() : null;
  }

  /** In the order of the file. */
  get faults(): readonly ConventionFault[] {
    return [...this.found.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  /** @param path what is at fault: a value, or where it is missing. */
  report(path: YamlPath, message: string): void {
    this.add(this.faultAt(path, message));
  }

  /** A fault in its place, for who decides what becomes of it. */
  faultAt(path: YamlPath, message: string): ConventionFault {
    return { ...this.yaml.positionOf(path), message };
  }

  /** @param path a value whose key is at fault. */
  reportKey(path: YamlPath, message: string): void {
    this.add({ ...this.yaml.positionOfKey(path), message });
  }

  items(section: Section): readonly Item[] {
    const entries: unknown = isRecord(this.raw) ? this.raw[section] : undefined;
    if (Array.isArray(entries)) {
      return entries.flatMap((value: unknown, index) =>
        isRecord(value) ? [{ path: [section, index], value }] : [],
      );
    }
    if (!isRecord(entries)) return [];
    return Object.entries(entries).flatMap(([key, value]) =>
      isRecord(value) ? [{ path: [section, key], value }] : [],
    );
  }

  /** A mapping inside an item; empty when it is missing, null or something else. */
  inside(item: Item, key: string): Item {
    const value = item.value[key];
    return { path: [...item.path, key], value: isRecord(value) ? value : {} };
  }

  private read(): unknown {
    try {
      return this.yaml.value();
    } catch (error) {
      this.add({ line: 1, column: 1, message: `Fichier illisible : ${(error as Error).message}` });
      return null;
    }
  }

  private add(fault: ConventionFault): void {
    this.found.set(`${fault.line}:${fault.column}:${fault.message}`, fault);
  }
}

/** The head of the file, `convention:`. */
export function head(file: ConventionFile): Item {
  return file.inside({ path: [], value: isRecord(file.raw) ? file.raw : {} }, 'convention');
}

/** The text under this key, null when there is none. */
export function text(item: Item, key: string): string | null {
  const value = item.value[key];
  return typeof value === 'string' ? value : null;
}

/** The texts of the list under this key, null when there is no list. */
export function texts(item: Item, key: string): readonly PlacedText[] | null {
  const values = item.value[key];
  if (!Array.isArray(values)) return null;
  return values.flatMap((value: unknown, index) =>
    typeof value === 'string' ? [{ path: [...item.path, key, index], text: value }] : [],
  );
}

function syntaxMessage(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'Cette clé est déjà écrite plus haut : gardez-en une seule.';
    case 'TAB_AS_INDENT':
      return 'Tabulation en début de ligne : indentez avec des espaces.';
    case 'BAD_INDENT':
      return 'Indentation fautive : alignez cette ligne sur ses voisines.';
    default:
      return `Erreur de syntaxe YAML : ${message}`;
  }
}
