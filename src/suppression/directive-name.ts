/** What a comment begins with that silences lint rules for the entry below it. */
export const directiveName = 'chaff-disable-next-entry';
