// Packs the server for machines without a display: its bundle, zeromq's and sodium-native's addons for this platform, and a script that starts
// it. It needs nothing but Node. Run by `npm run dist`, or by hand: `npm run dist:server`.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { giveUp, OLDEST_NODE, ROOT } from '../setup.mjs';
import { SERVER_MANIFEST } from './manifest.mjs';
import { copySodium } from './sodium.mjs';
import { copyZeromq, isMusl } from './zeromq.mjs';

const BUILT = join(ROOT, '.vite/build');
const MADE = join(ROOT, 'out/make');

const START_SH = `#!/bin/sh
# Starts the server; --help shows its options.
if ! command -v node >/dev/null; then
  echo "zeroyard-server: it needs Node ${OLDEST_NODE} or newer, and there is no program named node here." >&2
  exit 127
fi
exec node "$(dirname -- "$(readlink -f -- "$0")")/server.js" "$@"
`;
const START_CMD = '@node "%~dp0server.js" %*\r\n';
const README = `The server of Zeroyard ${SERVER_MANIFEST.version}, for ${process.platform} ${process.arch}.

It needs Node ${OLDEST_NODE} or newer, and neither a display nor the game:

    ./zeroyard-server --host 0.0.0.0 --name "Our yard" --announce

On Windows the command is zeroyard-server without "./". --help shows all options. Ctrl+C closes the yard.
`;

const { platform, arch } = process;
const name = `${SERVER_MANIFEST.name}-${SERVER_MANIFEST.version}-${platform}-${arch}`;
const folder = join(MADE, name);

await ensureBuilt();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
copyBundle('server.js');
copyZeromq(join(folder, 'node_modules'), { platform, arch });
copySodium(join(folder, 'node_modules'), { platform, arch, isMusl: isMusl() });
cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
cpSync(join(ROOT, '.vite/renderer/licences.txt'), join(folder, 'licences.txt'));
writeFileSync(join(folder, 'README.txt'), README);
writeFileSync(join(folder, 'package.json'), JSON.stringify(SERVER_MANIFEST, null, 2));
if (platform === 'win32') writeFileSync(join(folder, 'zeroyard-server.cmd'), START_CMD);
else {
  writeFileSync(join(folder, 'zeroyard-server'), START_SH);
  chmodSync(join(folder, 'zeroyard-server'), 0o755);
}
pack();

/** Copies a built file and all that it loads of its kind. @param {string} file below .vite/build */
function copyBundle(file) {
  const code = readFileSync(join(BUILT, file), 'utf8');
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), code);
  for (const [, chunk = ''] of code.matchAll(/\brequire\("(\.{1,2}\/[^"]+)"\)/g))
    copyBundle(join(dirname(file), chunk));
}

function pack() {
  const archive = `${name}.tar.gz`;
  // Windows has a tar too.
  const { status, error } = spawnSync('tar', ['-czf', archive, name], { cwd: MADE, stdio: 'inherit' });
  rmSync(folder, { recursive: true });
  if (status !== 0) giveUp(`The server could not be packed by tar${error ? `: ${error.message}` : ''}.`);
  const { size } = statSync(join(MADE, archive));
  console.log(`out/make/${archive}: ${(size / 1e6).toFixed(1)} MB`);
}
