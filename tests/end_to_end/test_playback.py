"""The package plays: in a real browser, through a player library that knows nothing of us."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from end_to_end.conftest import Demo
from support.browser import wait_until

pytestmark = pytest.mark.slow

HLS = Path(__file__).parents[1] / "web/node_modules/hls.js/dist/hls.min.js"

PAGE = """<!doctype html><video muted playsinline width=360></video><script src="/hls.js"></script><script>
const video = document.querySelector("video");
const hls = new Hls({ renderTextTracksNatively: true });
const seen = { width: 0, cues: {}, errors: [], languages: [] };
hls.on(Hls.Events.ERROR, (_, data) => { if (data.fatal) seen.errors.push(data.details); });
hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, () => { seen.languages = hls.subtitleTracks.map(track => track.lang); });
hls.loadSource("/episode-001/index.m3u8");
hls.attachMedia(video);
async function frame() {
  await video.play();
  while (!video.videoWidth || video.currentTime < 0.5) await new Promise(done => setTimeout(done, 50));
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  return { width: canvas.width, height: canvas.height, colours: new Set(pixels).size };
}
async function cues(language) {
  hls.subtitleTrack = hls.subtitleTracks.findIndex(track => track.lang === language);
  for (let tries = 0; tries < 200; tries++) {
    const track = [...video.textTracks].find(each => each.language === language);
    if (track && track.cues && track.cues.length) {
      track.mode = "showing";
      video.currentTime = 1.2;
      await new Promise(done => setTimeout(done, 400));
      return { count: track.cues.length, active: [...(track.activeCues || [])].map(cue => cue.text) };
    }
    await new Promise(done => setTimeout(done, 50));
  }
  return { count: 0, active: [] };
}
</script>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the out folder with byte ranges, and the page and the player beside it."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/player.html":
            self._send(200, PAGE.encode(), "text/html")
        elif self.path == "/hls.js":
            self._send(200, HLS.read_bytes(), "text/javascript")
        elif self.path == "/favicon.ico":
            self._send(204, b"", "image/x-icon")
        else:
            self._send_file(Path(self.translate_path(self.path)))

    def _send_file(self, path: Path) -> None:
        if not path.is_file():
            self._send(404, b"", "text/plain")
            return
        data, kind = path.read_bytes(), self.guess_type(str(path))
        wanted = self.headers.get("Range", "")
        if not wanted.startswith("bytes="):
            self._send(200, data, kind)
            return
        first, _, last = wanted.removeprefix("bytes=").partition("-")
        begin, end = int(first), int(last) if last else len(data) - 1
        self._send(206, data[begin : end + 1], kind, f"bytes {begin}-{end}/{len(data)}")

    def _send(self, status: int, data: bytes, kind: str, content_range: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if content_range:
            self.send_header("Content-Range", content_range)
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def player(demo: Demo, browser: Any) -> Iterator[Any]:
    """A page that plays the first episode."""
    if not HLS.exists():
        pytest.skip("hls.js is not there: npm install --no-save --prefix tests/web hls.js@1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(demo.folder / "out")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/player.html")
    page.wait_for_function("seen.languages.length === 14")
    yield page
    page.close()
    server.shutdown()
    server.server_close()


def test_a_frame_is_decoded_from_the_package(player: Any) -> None:
    frame = player.evaluate("frame()")
    assert frame["width"] * 16 == frame["height"] * 9
    assert frame["colours"] > 50
    assert player.evaluate("seen.errors") == []


@pytest.mark.parametrize(("language", "letters"), [("th", ("\u0e00", "\u0e7f")), ("ar", ("\u0600", "\u06ff"))])
def test_thai_and_arabic_lines_are_shown(player: Any, language: str, letters: tuple[str, str]) -> None:
    shown = player.evaluate(f"cues('{language}')")
    assert shown["count"] >= 16
    assert any(letters[0] <= char <= letters[1] for line in shown["active"] for char in line)


def test_the_report_opens_and_plays_from_the_disk(demo: Demo, browser: Any) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((demo.folder / "out/index.html").as_uri())
    page.evaluate("document.querySelector('video').play()")
    wait_until(page, "document.querySelector('video').currentTime > 0.3")
    assert page.evaluate("document.querySelector('video').videoWidth") > 0
    assert problems == []
    page.close()
