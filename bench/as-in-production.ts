/**
 * Loaded before a gateway of the bench: graphql-js decides as it is loaded whether it spares the checks
 * that it makes in development. The gateway itself refuses in production what the bench's row without
 * rules needs (ALLOW_UNCLASSIFIED), and so must not be told that this is one.
 */
process.env['NODE_ENV'] = 'production';
await import('graphql');
process.env['NODE_ENV'] = 'bench';
