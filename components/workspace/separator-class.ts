/** A hairline to see, nine pixels to take hold of. */
const separatorClass =
  "relative z-10 bg-hairline outline-none before:absolute before:content-[''] hover:bg-hairline-strong " +
  "focus-visible:bg-accent focus-visible:shadow-[0_0_0_2px_var(--accent)]";

export const uprightSeparatorClass = `w-px ${separatorClass} before:-inset-x-1 before:inset-y-0`;
export const levelSeparatorClass = `h-px ${separatorClass} before:inset-x-0 before:-inset-y-1`;
