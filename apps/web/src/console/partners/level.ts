/** The most companies a level of the tree is shown with; there are rarely more topmost ones. */
export const LEVEL = 200;
