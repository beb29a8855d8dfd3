export { readText } from './lines.js';
export { createTextReader, type TextReader } from './reader.js';
