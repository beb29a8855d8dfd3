/** Longer lines are cut: no line of Valgrind's comes near. */
export const maxLine = 1 << 20;
