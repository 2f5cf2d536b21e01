/** Twice as fine as on the page, so that it can be printed. */
const fineness = 2;

/** Draws an SVG into a PNG. @throws where the browser has no room for so large a picture */
export async function toPng(svg: string, size: { width: number; height: number }): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size.width * fineness;
  canvas.height = size.height * fineness;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the picture is too large for this browser");
  return blob;
}
