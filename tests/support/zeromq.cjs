// What `import 'zeromq'` means in a test: see environment.mjs.
module.exports = Reflect.get(globalThis, 'zeromq');
