import process from 'node:process';

/**
 * Loaded before a child's own main (`node --import`): its standard input is a pipe that the
 * demonstration holds open. However that ends, even killed, the pipe closes and the child stops.
 */
process.stdin.once('close', () => {
  process.kill(process.pid, 'SIGTERM');
});
process.stdin.resume();
// It alone keeps no process alive.
process.stdin.unref();
