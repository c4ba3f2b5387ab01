/** An object as it came out of JSON: by response key. */
export type DataObject = Record<string, unknown>;
