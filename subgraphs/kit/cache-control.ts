import { Directive } from 'type-graphql';

/**
 * Says that the gateway may keep the value of this field so many seconds (1 to 3,600) and not ask for it
 * again. Only for what every signatory reads alike and seldom changes, such as the name of a commune:
 * composition refuses it on anything that needs a scope or has rules for its rows.
 */
export function CacheControl({ maxAge }: { readonly maxAge: number }): PropertyDecorator {
  return Directive(`@cacheControl(maxAge: ${String(maxAge)})`);
}
