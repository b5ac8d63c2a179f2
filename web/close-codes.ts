/** Why the shell closes a page's WebSocket (RFC 6455, 7.4.1). Known to both ends. */
export const CLOSE_CODES = {
  /** The shell ends. */
  goingAway: 1001,
  /** The page broke the rules. */
  policy: 1008,
  /** The shell could not go on with this page. */
  internalError: 1011,
  /** There is no room for another page. */
  tryAgainLater: 1013,
  /** Another connection named the same page, which may have lost this one. */
  replaced: 4000,
} as const;
