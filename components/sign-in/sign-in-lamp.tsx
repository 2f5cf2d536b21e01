/** The wordmark's lamp hung over the form: its light falls on what the person is about to do. */
export function SignInLamp() {
  return (
    <div className="flex flex-col items-center">
      <svg
        aria-hidden="true"
        viewBox="0 0 176 200"
        preserveAspectRatio="xMidYMax slice"
        className="relative z-10 h-[clamp(7rem,20dvh,12.5rem)] w-44"
      >
        <path d="M88-100v236" className="stroke-ink-faint" strokeWidth="2" />
        <path d="M80 134h16v8H80Z" className="fill-ink-faint" />
        <path d="M70 192a18 8 0 0 0 36 0Z" className="fill-bulb" />
        <path d="M8 192C10 160 42 142 88 142s78 18 80 50Z" className="fill-shade" />
      </svg>
      <div aria-hidden="true" className="lamplight -mt-2 -mb-180 h-180 w-300 shrink-0" />
    </div>
  );
}
