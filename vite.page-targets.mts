/** The oldest browsers that show the page: phones that get no newer one, and long-term releases. Electron's is far newer. */
export const PAGE_TARGETS = ['es2022', 'safari16', 'ios16', 'firefox115', 'chrome110'];
