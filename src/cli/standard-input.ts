/** The argument that stands for standard input, and the name under which what it holds is reported. */
export const standardInput = '-';
