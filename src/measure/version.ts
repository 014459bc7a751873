/** Version of the package, stamped on every result; equal to that of `package.json`, which a test sees to. */
export const VERSION = '0.1.0';
