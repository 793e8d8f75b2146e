// What the page gets from the bundle.

export { mount } from './mount';
export { shortcuts } from './keys';
export { openJournal } from './journal';
