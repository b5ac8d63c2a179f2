import type { HttpError } from './guard';

/**
 * A page that says why there is nothing, in the game's look, and takes the short code where that would help. It works
 * without scripts; nothing in it comes from the request.
 * @param stylesheet the path of the renderer's own
 */
export function errorPage({ title, reason, isCodeWanted }: HttpError, stylesheet: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>${title} – Zeroyard</title>
    <link rel="stylesheet" href="${stylesheet}" />
    <link rel="stylesheet" href="/error-page.css" />
    <link rel="icon" href="/icon-192.png" />
    <meta name="theme-color" content="#8fbf6a" />
  </head>
  <body class="error-page">
    <main class="card">
      <header>
        <img src="/icon-192.png" alt="" width="48" height="48" />
        <p>Zeroyard</p>
      </header>
      <h1>${title}</h1>
      <p>${reason}</p>${isCodeWanted ? CODE_FORM : ''}
    </main>
  </body>
</html>
`;
}

/** Sent as the address `/?code=…`, which leads on to the page. */
const CODE_FORM = `
      <form action="/" method="get">
        <label for="code">Code</label>
        <input id="code" name="code" type="text" required maxlength="12" autofocus
          autocapitalize="characters" autocomplete="off" autocorrect="off" spellcheck="false" />
        <button type="submit" class="accent">Come in</button>
      </form>`;
