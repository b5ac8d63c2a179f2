// What `import 'conf'` means in a test: see environment.mjs.
module.exports = Reflect.get(globalThis, 'conf');
