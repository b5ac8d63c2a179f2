/** A test where its tools are; elsewhere a skipped one that says what is missing. */
export function testUnless(missing: string | undefined, name: string, body: () => Promise<void>): void {
  if (missing) {
    console.warn(`Not tested, as ${missing}: ${name}`);
    test.skip(`${name} (skipped: ${missing})`, body);
  } else test(name, body);
}
