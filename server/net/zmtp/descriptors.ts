/** What the process needs besides its connections: node's own, logs, other sockets, files that are open for a moment, the metrics. */
const RESERVED_DESCRIPTORS = 40;

/**
 * How many connections the process has file descriptors for; Infinity where that is not limited (Windows). When there are
 * none left nobody is told: libuv accepts and closes whoever comes, and everything else that opens a file fails.
 */
export function connectionsPossible(): number {
  // Node's report is the one place where it says the limit; it has no type.
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: number | string } } };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === 'number' ? Math.max(1, soft - RESERVED_DESCRIPTORS) : Infinity;
}
