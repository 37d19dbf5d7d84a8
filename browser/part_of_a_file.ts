// A kept file, or the part of it that a player asks for: films begin with a question for bytes (RFC 9110, 14.1.2), and some
// players show nothing without a 206. Any other question is answered with the whole.

export function part(file: Blob, type: string, asked: string | null): Response {
  const headers: Record<string, string> = { "Content-Type": type, "Accept-Ranges": "bytes" };
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? "");
  const [from, to] = [found?.[1] ?? "", found?.[2] ?? ""];
  if (!from && !to) return new Response(file, { headers: { ...headers, "Content-Length": String(file.size) } });
  const first = from ? Number(from) : Math.max(file.size - Number(to), 0);
  const last = from && to ? Math.min(Number(to), file.size - 1) : file.size - 1;
  if (first > last) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${file.size}` } });
  const piece = file.slice(first, last + 1);
  const range = { "Content-Range": `bytes ${first}-${last}/${file.size}`, "Content-Length": String(piece.size) };
  return new Response(piece, { status: 206, headers: { ...headers, ...range } });
}
