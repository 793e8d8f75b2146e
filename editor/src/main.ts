// What the page gets from the bundle.

export { schema } from './schema';
